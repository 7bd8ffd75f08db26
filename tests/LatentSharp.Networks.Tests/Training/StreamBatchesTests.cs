namespace LatentSharp.Tests;

/// <summary>Samples that are read in blocks, and the batches that they make.</summary>
public sealed class StreamBatchesTests
{
    /// <summary>
    /// Of what does not fit each pass has every sample once, in batches as large as asked for, in another order than the last pass and in
    /// the same for the same seed.
    /// </summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void APassHasEverySampleOnce(bool forwardOnly)
    {
        // 5,003 samples of 60 KiB are more than are held; the first number of each is its own.
        var stream = new Numbered(5_003, 15_360, forwardOnly);
        stream.FitsInMemory.ShouldBeFalse();
        var first = Pass(stream, seed: 1, passes: 2);
        first[0].Order().ShouldBe(Enumerable.Range(0, 5_003));
        first[1].Order().ShouldBe(Enumerable.Range(0, 5_003));
        first[1].ShouldNotBe(first[0]);
        first[0].ShouldNotBe(Enumerable.Range(0, 5_003));
        Pass(stream, seed: 1, passes: 1)[0].ShouldBe(first[0]);
        Pass(stream, seed: 2, passes: 1)[0].ShouldNotBe(first[0]);
    }

    /// <summary>Each sample of what does not fit comes with its own target and weight.</summary>
    [Fact]
    public void TargetsGoWithTheirSamples()
    {
        var stream = new Numbered(5_003, 15_360, forwardOnly: false);
        var labels = Tensor.From([.. Enumerable.Range(0, 5_003).Select(row => 3 * row)]);
        var weights = Tensor.From([.. Enumerable.Range(0, 5_003).Select(row => row / 2f)], 5_003);
        using var source = new StreamBatches(stream, 48, rebuilds: false, () => new RandomStream(1), labels, weights);
        source.BeginEpoch(goOn: false);
        var seen = 0;
        while (source.Next() is { } batch)
        {
            for (var row = 0; row < batch.Count; row++, seen++)
            {
                var number = (int)batch.X.AsSpan()[row * stream.Width];
                batch.Y.AsSpan<int>()[row].ShouldBe(3 * number);
                batch.SampleWeights[0].AsSpan()[row].ShouldBe(number / 2f);
            }
        }
        seen.ShouldBe(5_003);
    }

    [Fact]
    public void RowsAreLeftOutAndDrawn()
    {
        var stream = SampleStream.Of(Tensor.From([.. Enumerable.Range(0, 20).Select(i => (float)i)], [10, 2]));
        var without = stream.Without([0, 3, 4, 9]);
        without.Count.ShouldBe(6);
        foreach (var (start, count) in new[] { (0, 6), (1, 3), (2, 1), (5, 1) })
        {
            var values = new float[count * 2];
            without.Read(start, values);
            int[] rows = [.. new[] { 1, 2, 5, 6, 7, 8 }.Skip(start).Take(count)];
            values.ShouldBe(rows.SelectMany(row => new[] { 2f * row, (2f * row) + 1 }));
        }
        stream.Take([1, 8]).ToArray().ShouldBe([2, 3, 16, 17]);
        SampleStream.Of(Batches(stream.Take([.. Enumerable.Range(0, 10)]), 3)).Take([1, 8]).ToArray().ShouldBe([2, 3, 16, 17]);
        var drawn = stream.Draw(4, new RandomStream(5));
        drawn.Length.ShouldBe(4);
        drawn.ShouldBe(drawn.Distinct().Order());
        Should.Throw<BadArgumentException>(() => stream.Without([3, 3])).Message.ShouldContain("ascending");
        Should.Throw<BadArgumentException>(() => stream.Take([10])).Message.ShouldContain("from 0 to 9");
    }

    /// <summary>The numbers of the samples in the order of each pass.</summary>
    private static int[][] Pass(SampleStream stream, long seed, int passes)
    {
        var order = 0;
        using var source = new StreamBatches(stream, 48, rebuilds: true, () => new RandomStream(seed).Derive(order++));
        var seen = new int[passes][];
        for (var pass = 0; pass < passes; pass++)
        {
            var own = new List<int>();
            source.BeginEpoch(goOn: false);
            while (source.Next() is { } batch)
            {
                batch.Y.IsSameAs(batch.X).ShouldBeTrue();
                (own.Count + batch.Count == stream.Count || batch.Count == 48).ShouldBeTrue();
                for (var row = 0; row < batch.Count; row++) own.Add((int)batch.X.AsSpan()[row * stream.Width]);
            }
            seen[pass] = [.. own];
        }
        return seen;
    }

    private static IEnumerable<Tensor> Batches(Tensor samples, int size)
    {
        for (var first = 0; first < samples.Shape[0]; first += size)
            yield return samples.Rows(first, Math.Min(size, samples.Shape[0] - first));
    }

    private sealed class Numbered(int count, int width, bool forwardOnly) : SampleStream
    {
        private int position;

        public override int Count => count;

        public override Shape SampleShape => [width];

        public override bool IsForwardOnly => forwardOnly;

        public override void Read(int first, Span<float> samples)
        {
            if (forwardOnly) (first == 0 || first == position).ShouldBeTrue("forwards");
            position = first + (samples.Length / width);
            for (var i = 0; i < samples.Length; i += width) samples[i] = first + (i / width);
        }
    }
}
