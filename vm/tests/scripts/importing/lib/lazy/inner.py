value = "from within"
