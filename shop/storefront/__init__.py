"""The customers' screens: views, forms and addresses over every department."""
