# A module whose code raises.
print("failing begins")
raise ValueError("while importing")
