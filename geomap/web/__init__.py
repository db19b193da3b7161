"""From a map specification to one HTML page, on folium."""
