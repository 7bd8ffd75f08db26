using System.Buffers.Binary;
using System.Text;

namespace LatentSharp.Tests;

/// <summary>Reading an npy file sample by sample.</summary>
public sealed class NpyStreamTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("latent-stream-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("<f4", 4)]
    [InlineData(">f4", 4)]
    [InlineData("<f8", 8)]
    [InlineData("<f2", 2)]
    [InlineData("|i1", 1)]
    [InlineData("<i2", 2)]
    [InlineData(">i4", 4)]
    [InlineData("<i8", 8)]
    [InlineData("|u1", 1)]
    [InlineData(">u2", 2)]
    [InlineData("<u4", 4)]
    [InlineData("<u8", 8)]
    [InlineData("|b1", 1)]
    public void SamplesAreThoseOfTheWholeFile(string type, int size)
    {
        var bytes = new byte[5 * 6 * size];
        for (var i = 0; i < 30; i++) Number(type, bytes.AsSpan(i * size, size), i % 2 == 0 || type != "|b1" ? i : 0);
        var path = Write(type, "(5, 2, 3)", bytes);
        using var stream = new NpyStream(path);
        stream.Count.ShouldBe(5);
        stream.SampleShape.ShouldBe(new Shape(2, 3));
        var expected = Ops.ToFloat(Npy.Read(path)).ToArray();
        var values = new float[18];
        stream.Read(1, values);
        values.ShouldBe(expected[6..24]);
        if (type != "|b1") values.ShouldBe(Enumerable.Range(6, 18).Select(i => (float)i));
        stream.Take([0, 4]).ToArray().ShouldBe([.. expected[..6], .. expected[24..]]);
    }

    [Fact]
    public void OneNumberASampleIsASampleOfOneNumber()
    {
        using var stream = new NpyStream(Write("<f4", "(3,)", new byte[12]));
        (stream.Count, stream.SampleShape).ShouldBe((3, new Shape(1)));
    }

    [Fact]
    public void WhatCannotBeReadIsRefusedByItsPlace()
    {
        Refused(Write("<f4", "(5, 2)", new byte[39])).ShouldContain("data: shape (5, 2) of f4 takes 40 bytes, but the file holds 39.");
        Refused(Write("<f4", "(9000000000, 2)", new byte[8])).ShouldContain("(9000000000, 2) of f4 takes 72000000000 bytes");
        Refused(Write("<f4", "(99999999999999999999, 2)", new byte[8])).ShouldContain("too large");
        Refused(Write("|u1", "(3000000000, 0)", [])).ShouldContain("3000000000 samples are too many");
        Refused(Write("<f4", "(2, 2)", new byte[16], fortran: true)).ShouldContain("C order");
        Refused(Path.Combine(folder, "nowhere.npy")).ShouldContain("no such file");
        var values = new byte[16];
        BinaryPrimitives.WriteSingleLittleEndian(values.AsSpan(12), float.NaN);
        var path = Write("<f4", "(2, 2)", values);
        using var stream = new NpyStream(path);
        Should.Throw<BadFileException>(() => stream.Read(0, new float[4])).Message.ShouldContain("sample 1: value 1 is NaN");
    }

    /// <summary>One pass over blocks finds what two passes over all find.</summary>
    [Fact]
    public void StatisticsOfOnePassAreThoseOfTwo()
    {
        var values = new float[70_000 * 30];
        new RandomStream(1).Normal(values, mean: 1000, deviation: 3);
        for (var i = 0; i < values.Length; i += 30) (values[i], values[i + 1]) = (7, MathF.Round(values[i + 1]));
        var samples = Tensor.From(values, [70_000, 30]);
        var found = StreamStatistics.Of(SampleStream.Of(samples), CancellationToken.None);
        var expected = ColumnStatistics.Of(samples);
        found.IsWhole.ShouldBeFalse();
        for (var i = 0; i < 30; i++)
        {
            found.Columns[i].Minimum.ShouldBe(expected[i].Minimum);
            found.Columns[i].Maximum.ShouldBe(expected[i].Maximum);
            found.Columns[i].Mean.ShouldBe(expected[i].Mean, 1e-9);
            found.Columns[i].StandardDeviation.ShouldBe(expected[i].StandardDeviation, 1e-9);
        }
    }

    /// <summary>A stream is scaled to the bits that a tensor is scaled to.</summary>
    [Theory]
    [InlineData(ScalerKind.Standard)]
    [InlineData(ScalerKind.UnitRange)]
    public void ScaledSamplesAreThoseOfAScaledTensor(ScalerKind kind)
    {
        var values = new float[200 * 37];
        new RandomStream(2).Uniform(values, 0, 200);
        var samples = Tensor.From(values, [200, 37]);
        var scaler = Scaler.Fit(kind, samples);
        var scaled = new float[values.Length];
        new ScaledSamples(SampleStream.Of(samples), scaler).Read(0, scaled);
        scaled.ShouldBe(scaler.Apply(samples).ToArray());
    }

    private static void Number(string type, Span<byte> to, int value)
    {
        Span<byte> number = stackalloc byte[8];
        switch (type[1..])
        {
            case "f2": BinaryPrimitives.WriteHalfLittleEndian(number, (Half)value); break;
            case "f4": BinaryPrimitives.WriteSingleLittleEndian(number, value); break;
            case "f8": BinaryPrimitives.WriteDoubleLittleEndian(number, value); break;
            default: BinaryPrimitives.WriteInt64LittleEndian(number, value); break;
        }
        number[..to.Length].CopyTo(to);
        if (type[0] == '>') to.Reverse();
    }

    private string Write(string type, string shape, byte[] values, bool fortran = false)
    {
        var head = $"{{'descr': '{type}', 'fortran_order': {(fortran ? "True" : "False")}, 'shape': {shape}, }}".PadRight(117) + "\n";
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}.npy");
        File.WriteAllBytes(path, [0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. Encoding.ASCII.GetBytes(head), .. values]);
        return path;
    }

    private static string Refused(string path) => Should.Throw<BadFileException>(() => new NpyStream(path)).Message;
}
