using System.Runtime.InteropServices;
using JpegLibrary;

namespace LatentSharp;

/// <summary>Takes the blocks of a JPEG file's components and makes pixels of them.</summary>
internal sealed class JpegPlanes : JpegBlockOutputWriter
{
    private const int BlockSamples = 64;

    private readonly JpegStructure structure;
    private readonly JpegPlane[] planes;

    internal JpegPlanes(JpegStructure structure)
    {
        this.structure = structure;
        var (most, mostDown) = (structure.MostHorizontal, structure.MostVertical);
        planes = Array.ConvertAll(structure.Components, component =>
        {
            var (across, down) = (most / component.Horizontal, mostDown / component.Vertical);
            return new JpegPlane((structure.Width + across - 1) / across, (structure.Height + down - 1) / down, across, down);
        });
    }

    /// <summary>Whether every block came.</summary>
    internal bool IsComplete => Array.TrueForAll(planes, plane => plane.Missing == 0);

    /// <summary>Takes a block, whose samples the library repeats for every pixel.</summary>
    public override void WriteBlock(ref short blockRef, int componentIndex, int x, int y) =>
        planes[componentIndex].Write(MemoryMarshal.CreateReadOnlySpan(ref blockRef, BlockSamples), x, y);

    internal Picture ToPicture()
    {
        var values = new ushort[structure.Info.Count];
        var (start, rowStep, step) = structure.Way;
        var rows = Array.ConvertAll(planes, _ => new ushort[JpegPlane.Room(structure.Width)]);
        for (var y = 0; y < structure.Height; y++)
        {
            for (var i = 0; i < planes.Length; i++) planes[i].Row(y, rows[i]);
            if (planes.Length == 3 && !structure.AreColours) JpegColours.Convert(rows[0], rows[1], rows[2]);
            var at = start + (y * rowStep);
            if (rows.Length == 1) Put(rows[0].AsSpan(0, structure.Width), values, at, step);
            else Put(rows, structure.Width, MemoryMarshal.Cast<ushort, Pixel>(values.AsSpan()), at, step);
        }
        return new Picture(structure.Info, values);
    }

    private static void Put(ReadOnlySpan<ushort> row, ushort[] values, int at, int step)
    {
        foreach (var value in row) (values[at], at) = (value, at + step);
    }

    private static void Put(ushort[][] rows, int width, Span<Pixel> pixels, int at, int step)
    {
        var one = rows[0].AsSpan(0, width);
        var two = rows[1].AsSpan(0, one.Length);
        var three = rows[2].AsSpan(0, one.Length);
        for (var x = 0; x < one.Length; x++, at += step) pixels[at] = new Pixel(one[x], two[x], three[x]);
    }

    /// <summary>Three numbers, as they lie in a picture.</summary>
    private readonly record struct Pixel(ushort First, ushort Second, ushort Third);
}
