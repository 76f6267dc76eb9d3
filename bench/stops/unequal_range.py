# A search through an endless range, by one instruction.
1.5 in range(10**15)
