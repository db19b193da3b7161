"""The online geocoders geomap can ask, through geopy, behind one interface."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from geomap.errors import NetworkError, UsageError
from geomap.model import Source

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees."""
_TIMEOUT_S = 20.0


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What a geocoder says about a name, in one form for all of them."""

    name: str
    lon: float
    lat: float
    country: str
    """ISO 3166-1 alpha-2, upper case; empty if the geocoder does not say."""
    sort: str
    """The geocoder's word for what it found."""
    id: str
    box: Box | None = None
    licence: str = ""


class Provider(Protocol):
    """One geocoder."""

    key: str
    """Names the geocoder and its address; answers of one are never taken for those of another."""
    source: Source

    def ask(self, name: str, countries: Sequence[str], box: Box | None) -> Answer | None:
        """The best answer for a name, or None if there is none.

        Raises
        ------
        NetworkError
            If the service cannot be reached or refuses.
        """
        ...


def make_provider(
    name: str, *, user_agent: str, domain: str = "", key: str = "", adapter_factory: Callable[..., Any] | None = None
) -> Provider:
    """A geocoder by name: ``nominatim``, ``photon``, ``pelias`` or ``geonames``.

    Parameters
    ----------
    user_agent
        Who asks, with a way to reach them; the services' rules require it.
    domain
        Host of another installation of the service, with ``http://`` before it if it has no certificate; Pelias has no default.
    key
        API key of Pelias, user name of GeoNames.
    adapter_factory
        How geopy talks HTTP; for tests.

    Raises
    ------
    UsageError
        If the name is unknown, or something the service needs is missing.
    """
    if "@" not in user_agent and "http" not in user_agent:
        raise UsageError(f"user agent {user_agent!r} does not say whom to reach", hint='e.g. "desk-maps/1.0 (maps@example.org)"')
    kinds: dict[str, type[_Geopy]] = {"nominatim": _Nominatim, "photon": _Photon, "pelias": _Pelias, "geonames": _GeoNames}
    if name not in kinds:
        raise UsageError(f"no geocoder {name!r}", hint=f"one of {', '.join(kinds)}")
    options: dict[str, Any] = {"user_agent": user_agent, "timeout": _TIMEOUT_S}
    scheme, _, host = domain.rpartition("://")
    if scheme:
        options["scheme"] = scheme
    if adapter_factory is not None:
        options["adapter_factory"] = adapter_factory
    return kinds[name](host.rstrip("/"), key, options)


class _Geopy:
    """What the geocoders share: their errors become ours."""

    name = ""
    source: Source

    def __init__(self, domain: str, key: str, options: dict[str, Any]) -> None:
        self.key = f"{self.name}@{domain}" if domain else self.name
        self._geocoder = self.make(domain, key, options)

    def make(self, domain: str, key: str, options: dict[str, Any]) -> Any:  # noqa: ANN401 - geopy has no types
        raise NotImplementedError

    def arguments(self, countries: Sequence[str], box: Box | None) -> dict[str, Any]:
        raise NotImplementedError

    def read(self, raw: dict[str, Any], found: Any) -> Answer:  # noqa: ANN401
        raise NotImplementedError

    def ask(self, name: str, countries: Sequence[str], box: Box | None) -> Answer | None:
        """See `Provider.ask`."""
        from geopy.exc import GeopyError  # loaded only when a geocoder is asked

        try:
            found = self._geocoder.geocode(name, exactly_one=True, **self.arguments(countries, box))
            return None if found is None else self.read(found.raw, found)
        except GeopyError as error:
            raise NetworkError(
                f"{self.key}: {error or type(error).__name__}", hint="check the connection, the address and the service's rules"
            ) from error
        except (KeyError, TypeError, ValueError) as error:
            raise NetworkError(
                f"{self.key}: an answer geomap does not understand: {error!r}", hint="check the address of the service"
            ) from error


class _Nominatim(_Geopy):
    name = "nominatim"
    source = Source(
        id="geocoded-nominatim", title="Nominatim geocoder, OpenStreetMap data", publisher="OpenStreetMap contributors",
        url="https://www.openstreetmap.org/copyright", licence="ODbL 1.0", attribution="© OpenStreetMap contributors (ODbL), geocoded",
    )  # fmt: skip

    def make(self, domain: str, key: str, options: dict[str, Any]) -> Any:  # noqa: ANN401, ARG002
        from geopy.geocoders import Nominatim

        return Nominatim(**options, **({"domain": domain} if domain else {}))

    def arguments(self, countries: Sequence[str], box: Box | None) -> dict[str, Any]:
        more: dict[str, Any] = {"addressdetails": True, "language": "en"}
        if countries:
            more["country_codes"] = [code.lower() for code in countries]
        if box is not None:
            more |= {"viewbox": ((box[1], box[0]), (box[3], box[2])), "bounded": True}
        return more

    def read(self, raw: dict[str, Any], found: Any) -> Answer:  # noqa: ANN401
        south, north, west, east = (float(value) for value in raw["boundingbox"])
        return Answer(
            name=str(raw.get("name") or found.address), lon=float(raw["lon"]), lat=float(raw["lat"]),
            country=str((raw.get("address") or {}).get("country_code") or "").upper(),
            sort=str(raw.get("addresstype") or raw.get("type") or ""), id=f"{raw.get('osm_type')}/{raw.get('osm_id')}",
            box=(west, south, east, north), licence=str(raw.get("licence") or ""),
        )  # fmt: skip


class _Photon(_Geopy):
    name = "photon"
    source = Source(
        id="geocoded-photon", title="Photon geocoder, OpenStreetMap data", publisher="OpenStreetMap contributors",
        url="https://www.openstreetmap.org/copyright", licence="ODbL 1.0", attribution="© OpenStreetMap contributors (ODbL), geocoded",
    )  # fmt: skip

    def make(self, domain: str, key: str, options: dict[str, Any]) -> Any:  # noqa: ANN401, ARG002
        from geopy.geocoders import Photon

        return Photon(**options, **({"domain": domain} if domain else {}))

    def arguments(self, countries: Sequence[str], box: Box | None) -> dict[str, Any]:  # noqa: ARG002 - Photon has no country filter
        return {"language": "en", **({"bbox": ((box[1], box[0]), (box[3], box[2]))} if box is not None else {})}

    def read(self, raw: dict[str, Any], found: Any) -> Answer:  # noqa: ANN401, ARG002
        properties = raw["properties"]
        lon, lat = raw["geometry"]["coordinates"]
        extent = properties.get("extent")
        return Answer(
            name=str(properties["name"]), lon=float(lon), lat=float(lat), country=str(properties.get("countrycode") or "").upper(),
            sort=str(properties.get("osm_value") or ""), id=f"{properties.get('osm_type')}/{properties.get('osm_id')}",
            box=(extent[0], extent[3], extent[2], extent[1]) if extent else None,
        )  # fmt: skip


class _Pelias(_Geopy):
    name = "pelias"
    source = Source(
        id="geocoded-pelias", title="Pelias geocoder", url="https://pelias.io/", licence="as its installation states",
        attribution="Geocoded with Pelias",
    )  # fmt: skip

    def make(self, domain: str, key: str, options: dict[str, Any]) -> Any:  # noqa: ANN401
        from geopy.geocoders import Pelias

        if not domain:
            raise UsageError("Pelias needs the host of an installation", hint="give its domain")
        return Pelias(domain=domain, api_key=key or None, **options)

    def arguments(self, countries: Sequence[str], box: Box | None) -> dict[str, Any]:
        more: dict[str, Any] = {"language": "en"}
        if countries:
            more["countries"] = list(countries)
        if box is not None:
            more["boundary_rect"] = ((box[1], box[0]), (box[3], box[2]))
        return more

    def read(self, raw: dict[str, Any], found: Any) -> Answer:  # noqa: ANN401, ARG002
        properties = raw["properties"]
        lon, lat = raw["geometry"]["coordinates"]
        box = raw.get("bbox")
        return Answer(
            name=str(properties["name"]), lon=float(lon), lat=float(lat), country=str(properties.get("country_code") or "").upper(),
            sort=str(properties.get("layer") or ""), id=str(properties.get("gid") or ""), box=tuple(box) if box else None,
        )  # fmt: skip


class _GeoNames(_Geopy):
    name = "geonames"
    source = Source(
        id="geocoded-geonames", title="GeoNames search service", publisher="GeoNames", url="https://www.geonames.org/",
        licence="CC BY 4.0", attribution="GeoNames (CC BY 4.0), geocoded",
    )  # fmt: skip

    def make(self, domain: str, key: str, options: dict[str, Any]) -> Any:  # noqa: ANN401
        from geopy.geocoders import GeoNames

        if not key:
            raise UsageError("GeoNames needs a user name", hint="register one at geonames.org and give it as key")
        return GeoNames(username=key, **options, **({"domain": domain} if domain else {}))

    def arguments(self, countries: Sequence[str], box: Box | None) -> dict[str, Any]:  # noqa: ARG002 - the box is checked on the answer
        return {"country": list(countries)} if countries else {}

    def read(self, raw: dict[str, Any], found: Any) -> Answer:  # noqa: ANN401, ARG002
        return Answer(
            name=str(raw.get("toponymName") or raw["name"]), lon=float(raw["lng"]), lat=float(raw["lat"]),
            country=str(raw.get("countryCode") or "").upper(), sort=str(raw.get("fcode") or ""), id=str(raw.get("geonameId") or ""),
        )  # fmt: skip
