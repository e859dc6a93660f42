"""Parts that any page may use: buttons, fields, layouts, notices."""
