"""Prints the PSNR of JPEG on the Kodak pictures at 0.5 bits a pixel, over all channels: the greatest quality whose file takes no more, and between it and the
next along a line. What row kodak_compress of bench/LatentSharp.Quality stands beside.

Run: LATENT_DATA=... python3 tests/references/kodak_jpeg.py   (python3-numpy, python3-pil)
"""
import glob
import io
import os
import numpy as np
from PIL import Image

BITS = 0.5
for subsampling, name in ((2, "4:2:0"), (0, "4:4:4")):
    rows = []
    for file in sorted(glob.glob(os.path.join(os.environ["LATENT_DATA"], "kodak", "*.png"))):
        image = Image.open(file).convert("RGB")
        pixels = np.asarray(image).astype(float)
        below = None
        for quality in range(1, 96):
            packed = io.BytesIO()
            image.save(packed, "JPEG", quality=quality, subsampling=subsampling, optimize=True)
            bits = 8 * packed.tell() / (pixels.shape[0] * pixels.shape[1])
            packed.seek(0)
            psnr = 10 * np.log10(255**2 / np.mean((pixels - np.asarray(Image.open(packed)))**2))
            if bits > BITS:
                break
            below = bits, psnr, quality
        between = below[1] + (BITS - below[0]) / (bits - below[0]) * (psnr - below[1])
        rows.append((below[1], between))
        print(f"{name} {os.path.basename(file)}: quality {below[2]}, {below[0]:.3f} bits, {below[1]:.2f} dB; at {BITS} bits {between:.2f} dB")
    print(f"{name} mean: {np.mean(rows, 0)[0]:.2f} dB, at {BITS} bits {np.mean(rows, 0)[1]:.2f} dB")
