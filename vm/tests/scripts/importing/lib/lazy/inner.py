# A module below the package that gives names on demand.
value = "from within"
