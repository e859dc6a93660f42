"""What the user does to photos, and takes back: favourites, trash."""
