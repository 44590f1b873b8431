"""Writes the files of this folder with PyTorch and torchvision (Debian: python3-torch, python3-torchvision).

    python3 make.py             the small files
    python3 make.py full FOLDER torchvision's AlexNet with random weights, both forms, and its logits
"""

import json
import pathlib
import sys

import torch
import torchvision


def image():
    """One input (1, 3, 224, 224) that every language computes alike."""
    c = torch.arange(3).view(3, 1, 1)
    y = torch.arange(224).view(1, 224, 1)
    x = torch.arange(224).view(1, 1, 224)
    return (((c * 17 + y * 3 + x * 5) % 64).float() / 16 - 2).unsqueeze(0)


def narrow():
    """torchvision's layout with few filters and units."""
    net = torchvision.models.AlexNet(num_classes=10)
    conv = torch.nn.Conv2d
    linear = torch.nn.Linear
    net.features[0] = conv(3, 4, 11, stride=4, padding=2)
    net.features[3] = conv(4, 6, 5, padding=2)
    net.features[6] = conv(6, 8, 3, padding=1)
    net.features[8] = conv(8, 6, 3, padding=1)
    net.features[10] = conv(6, 4, 3, padding=1)
    net.classifier[1] = linear(4 * 36, 16)
    net.classifier[4] = linear(16, 12)
    net.classifier[6] = linear(12, 10)
    return net.eval()


def logits(net):
    with torch.no_grad():
        return net(image())[0].tolist()


def variety():
    """Every type of number and every way to lie in a storage."""
    grid = torch.arange(24, dtype=torch.float32).view(4, 6)
    half = torch.tensor([1.5, -0.25, 65504.0, 6e-8], dtype=torch.float16)
    return {
        "transposed": grid.t(),
        "part": grid[1:3, 2:5],
        "same": grid,
        "column": grid[:, 5],
        "double": torch.tensor([0.1, -2.0], dtype=torch.float64),
        "half": half,
        "brain": torch.tensor([1.5, -3.0], dtype=torch.bfloat16),
        "number": torch.tensor(7.5),
        "empty": torch.zeros(2, 0),
        "counter": torch.tensor(12345678901, dtype=torch.int64),
        "ints": torch.tensor([-1, 2], dtype=torch.int32),
        "bytes": torch.tensor([0, 255], dtype=torch.uint8),
        "flags": torch.tensor([True, False]),
        "parameter": torch.nn.Parameter(torch.tensor([[1.0, 2.0]])),
    }


def save_both(content, folder, name):
    torch.save(content, folder / (name + ".pth"))
    torch.save(content, folder / (name + "-legacy.pth"), _use_new_zipfile_serialization=False)


def small(folder):
    torch.manual_seed(1)
    net = narrow()
    save_both(net.state_dict(), folder, "narrow")
    torch.save(
        {"epoch": 90, "arch": "alexnet", "best": 0.5, "state_dict": torch.nn.DataParallel(net).state_dict()},
        folder / "checkpoint.pth",
        pickle_protocol=4,
    )
    torch.save(net, folder / "whole-module.pth")
    save_both(variety(), folder, "variety")
    expected = {name: tensor.float().flatten().tolist() for name, tensor in variety().items()}
    (folder / "expected.json").write_text(json.dumps({"logits": logits(net), "variety": expected}, indent=1))


def full(folder):
    torch.manual_seed(2)
    net = torchvision.models.alexnet().eval()
    save_both(net.state_dict(), folder, "alexnet")
    (folder / "expected.json").write_text(json.dumps({"logits": logits(net)}))


if __name__ == "__main__":
    if sys.argv[1:2] == ["full"]:
        full(pathlib.Path(sys.argv[2]))
    else:
        small(pathlib.Path(__file__).parent)
