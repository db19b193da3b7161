"""Reading documents, claims, events and areas; writing records. The only room that touches users' files."""
