"""From a released order to a delivered parcel, and back."""
