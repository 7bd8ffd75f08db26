using System.Runtime.InteropServices;
using JpegLibrary;

namespace LatentSharp;

/// <summary>Takes the blocks of a JPEG file's components and makes pixels of them.</summary>
internal sealed class JpegPlanes : JpegBlockOutputWriter
{
    private const int Side = 8, Fraction = 16, Half = 1 << (Fraction - 1);

    // ITU-T T.871: 1.402, 0.344136, 0.714136 and 1.772 in 65,536ths.
    private const int RedOfCr = 91_881, GreenOfCb = 22_554, GreenOfCr = 46_802, BlueOfCb = 116_130;

    private readonly JpegStructure structure;
    private readonly Plane[] planes;

    internal JpegPlanes(JpegStructure structure)
    {
        this.structure = structure;
        var (most, mostDown) = (structure.MostHorizontal, structure.MostVertical);
        planes = Array.ConvertAll(structure.Components, component =>
        {
            var (across, down) = (most / component.Horizontal, mostDown / component.Vertical);
            return new Plane((structure.Width + across - 1) / across, (structure.Height + down - 1) / down, across, down);
        });
    }

    /// <summary>Whether every block came.</summary>
    internal bool IsComplete => Array.TrueForAll(planes, plane => plane.Missing == 0);

    /// <summary>Takes a block, whose samples the library repeats for every pixel.</summary>
    public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y) =>
        planes[componentIndex].Write(MemoryMarshal.CreateReadOnlySpan(ref blockRef, Side * Side), x, y);

    internal Picture ToPicture()
    {
        var values = new ushort[structure.Info.Count];
        var (start, rowStep, step) = structure.Way;
        var rows = Array.ConvertAll(planes, _ => new int[structure.Width]);
        for (var y = 0; y < structure.Height; y++)
        {
            for (var i = 0; i < planes.Length; i++) planes[i].Row(y, rows[i]);
            var at = start + (y * rowStep);
            if (planes.Length == 1)
            {
                foreach (var value in rows[0]) (values[at], at) = ((ushort)value, at + step);
                continue;
            }
            var (areColours, one, two, three) = (structure.AreColours, rows[0], rows[1], rows[2]);
            for (var x = 0; x < one.Length; x++, at += step)
            {
                var (first, second, third) = (one[x], two[x], three[x]);
                if (!areColours) (first, second, third) = Colours(first, second - 128, third - 128);
                var pixel = values.AsSpan(3 * at, 3);
                (pixel[0], pixel[1], pixel[2]) = ((ushort)first, (ushort)second, (ushort)third);
            }
        }
        return new Picture(structure.Info, values);
    }

    private static (int Red, int Green, int Blue) Colours(int luma, int cb, int cr) => (
        Math.Clamp(luma + (((RedOfCr * cr) + Half) >> Fraction), 0, 255),
        Math.Clamp(luma + ((Half - (GreenOfCb * cb) - (GreenOfCr * cr)) >> Fraction), 0, 255),
        Math.Clamp(luma + (((BlueOfCb * cb) + Half) >> Fraction), 0, 255));

    /// <summary>The samples of one component.</summary>
    /// <param name="width">Samples in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="across">Pixels for each sample across.</param>
    /// <param name="down">Pixels for each sample down.</param>
    private sealed class Plane(int width, int height, int across, int down)
    {
        private readonly byte[] samples = new byte[checked(width * height)];
        private readonly bool[] came = new bool[((width + Side - 1) / Side) * ((height + Side - 1) / Side)];
        private readonly int[] line = new int[width];

        internal int Missing { get; private set; } = ((width + Side - 1) / Side) * ((height + Side - 1) / Side);

        internal void Write(ReadOnlySpan<short> block, int x, int y)
        {
            if (across == 1 && down == 1)
            {
                WriteAll(block, x, y);
            }
            else
            {
                WriteSome(block, x, y);
            }
            if (x / across % Side != 0 || y / down % Side != 0 || x / across >= width || y / down >= height) return;
            ref var here = ref came[(y / down / Side * ((width + Side - 1) / Side)) + (x / across / Side)];
            if (here) return;
            here = true;
            Missing--;
        }

        private void WriteAll(ReadOnlySpan<short> block, int x, int y)
        {
            var count = Math.Min(Side, width - x);
            for (var r = 0; r < Side && y + r < height && count > 0; r++)
            {
                var from = block.Slice(r * Side, count);
                var to = samples.AsSpan(((y + r) * width) + x, count);
                for (var c = 0; c < to.Length; c++) to[c] = (byte)Math.Clamp((int)from[c], 0, 255);
            }
        }

        private void WriteSome(ReadOnlySpan<short> block, int x, int y)
        {
            for (var r = (down - (y % down)) % down; r < Side; r += down)
            {
                var row = (y + r) / down;
                if (row >= height) break;
                for (var c = (across - (x % across)) % across; c < Side; c += across)
                {
                    var column = (x + c) / across;
                    if (column >= width) break;
                    samples[(row * width) + column] = (byte)Math.Clamp(block[(r * Side) + c], (short)0, (short)255);
                }
            }
        }

        /// <summary>
        /// One row of pixels: at half the samples three parts of the nearer sample and one of the farther, as libjpeg does.
        /// </summary>
        internal void Row(int y, int[] pixels)
        {
            var near = samples.AsSpan(y / down * width, width);
            var far = samples.AsSpan(Math.Clamp(y % 2 == 0 ? (y / 2) - 1 : (y / 2) + 1, 0, height - 1) * width, down == 2 ? width : 0);
            if (down == 2)
            {
                for (var i = 0; i < line.Length; i++) line[i] = (3 * near[i]) + far[i];
            }
            else
            {
                for (var i = 0; i < line.Length; i++) line[i] = near[i];
            }
            if (across != 2)
            {
                if (across == 1 && down != 2)
                {
                    line.AsSpan(0, pixels.Length).CopyTo(pixels);
                    return;
                }
                var bias = y % 2 == 0 ? 1 : 2;
                for (var x = 0; x < pixels.Length; x++) pixels[x] = down == 2 ? (line[x / across] + bias) >> 2 : line[x / across];
                return;
            }
            var (even, odd, bits) = down == 2 ? (8, 7, 4) : (1, 2, 2);
            var before = line[0];
            for (var i = 0; i < line.Length; i++)
            {
                var (here, after) = (line[i], line[Math.Min(i + 1, line.Length - 1)]);
                pixels[2 * i] = ((3 * here) + before + even) >> bits;
                if ((2 * i) + 1 < pixels.Length) pixels[(2 * i) + 1] = ((3 * here) + after + odd) >> bits;
                before = here;
            }
        }
    }
}
