"""Which names of files tell a person nothing."""

from __future__ import annotations

import pytest

from core.photos.names import says_nothing

NOTHING = (
    "IMG_1234.jpg", "IMG-20240102-WA0007.jpg", "DSC01234.JPG", "_DSC0042.jpg", "DSCN0815.jpg",
    "PXL_20240102_101112345.jpg",
    "177089.jpg", "20240102_101112.jpg", "2024-01-02 10.11.12.jpg", "P1010042.JPG", "image0001.png", "IMG_1234(1).jpg",
    "3f844e1e-4a00-4f6c-9c1e-b847191bf11a.jpg", "3F844E1E4A004F6C9C1EB847191BF11A.heic", "d41d8cd98f00b204e980.png",
    "WhatsApp Image 2024-01-02 at 10.11.12.jpeg", "Screenshot_20240102-101112.png", "IMG_1234 2.jpg", "100_0042.jpg",
    "/photos/dress/IMG_1234.jpg", "B07XJ8C8F5_s3Kd9fQ2pLx81.jpg", "IMG_E1234.HEIC",
)  # fmt: skip
SOMETHING = (
    "red dress.jpg", "03.png", "dress 2.jpg", "navy-pants.jpg", "Oma 1984.jpg", "Levis 501.jpg", "shop.png",
    "facade.jpg",
    "IMG trousers.jpg", "my-favourite-summer-dress-2019.jpg", "Kleid.jpg", "1.jpg", "deadbeef.jpg", "decade.jpg", "",
    "other dress.png", "T-shirt 2 von 3.jpg", "photo of Anna.jpg",
)  # fmt: skip


@pytest.mark.parametrize("name", NOTHING)
def test_numbers_and_identifiers(name: str) -> None:
    assert says_nothing(name)


@pytest.mark.parametrize("name", SOMETHING)
def test_what_a_person_wrote(name: str) -> None:
    assert not says_nothing(name)
