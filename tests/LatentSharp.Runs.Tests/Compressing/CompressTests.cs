using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Lossless compression: what goes in comes out, bit by bit, or a sentence says why not.</summary>
public sealed class CompressTests
{
    private static readonly Tensor Digits = LatentSharp.Digits.Load().Samples.Rows(0, 60).Keep();

    private static readonly Tensor Bits =
        Tensor.From(Array.ConvertAll(Digits.ToArray(), value => value > 8 ? 1f : 0f), Digits.Shape).Keep();

    private static readonly (SavedModel Saved, FittedVariationalAutoencoder Vae) OfBits = Learn(Bits, Likelihood.Bernoulli),
        OfNumbers = Learn(Digits, Likelihood.GaussianLearned);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Bits_come_back_on_any_number_of_threads(int threads)
    {
        var packed = CompressRun.Pack(OfBits.Saved, OfBits.Vae, Bits, 2);
        var before = Engine.Threads;
        Engine.Threads = threads;
        try
        {
            CompressRun.Pack(OfBits.Saved, OfBits.Vae, Bits, 2).ShouldBe(packed);
            CompressRun.Unpack(OfBits.Saved, OfBits.Vae, packed, "file").ToArray().ShouldBe(Bits.ToArray());
        }
        finally
        {
            Engine.Threads = before;
        }
    }

    [Fact]
    public void Whole_numbers_come_back()
    {
        var packed = CompressRun.Pack(OfNumbers.Saved, OfNumbers.Vae, Digits, 17);
        CompressRun.Unpack(OfNumbers.Saved, OfNumbers.Vae, packed, "file").ToArray().ShouldBe(Digits.ToArray());
        packed.Length.ShouldBeLessThan(60 * 64 * 5 / 8, "less than five bits a value");
    }

    /// <summary>
    /// The bound says what a code is worth; what is written beside it is the head and the words that an empty stack takes.
    /// </summary>
    [Fact]
    public void The_file_is_as_long_as_the_evidence_bound_says()
    {
        var nats = -OfBits.Vae.Elbo(Bits, draws: 20).Elbo * 60;
        var packed = CompressRun.Pack(OfBits.Saved, OfBits.Vae, Bits, 2);
        (8.0 * packed.Length).ShouldBeInRange(nats / Math.Log(2) * 0.95, (nats / Math.Log(2) * 1.05) + (8 * 80));
    }

    [Fact]
    public void Damaged_and_cut_files_end_with_a_sentence()
    {
        var packed = CompressRun.Pack(OfBits.Saved, OfBits.Vae, Bits, 2);
        for (var number = 0; number < 3000; number++)
        {
            var damaged = Damage.Do(packed, number);
            if (damaged.AsSpan().SequenceEqual(packed)) continue;
            Should.Throw<BadFileException>(() => CompressRun.Unpack(OfBits.Saved, OfBits.Vae, damaged, "file"))
                .Message.ShouldStartWith("file: ");
        }
    }

    /// <summary>A checksum keeps accidents away, not somebody who computes it.</summary>
    [Fact]
    public void Lies_with_a_right_checksum_end_with_a_sentence_too()
    {
        var packed = CompressRun.Pack(OfBits.Saved, OfBits.Vae, Bits, 2);
        var refused = 0;
        for (var number = 0; number < 150; number++)
        {
            var damaged = Damage.Do(packed, number);
            if (damaged.Length < 8 || damaged.AsSpan().SequenceEqual(packed)) continue;
            BitConverter.TryWriteBytes(damaged.AsSpan()[^4..], Crc32.Append(0, damaged.AsSpan()[..^4]));
            if (damaged.AsSpan().SequenceEqual(packed)) continue;
            try
            {
                CompressRun.Unpack(OfBits.Saved, OfBits.Vae, damaged, "file").Shape[1..].ShouldBe(Bits.Shape[1..]);
            }
            catch (BadFileException)
            {
                refused++;
            }
        }
        refused.ShouldBeGreaterThan(100);
    }

    [Fact]
    public void Another_model_is_refused()
    {
        var packed = CompressRun.Pack(OfBits.Saved, OfBits.Vae, Bits, 2);
        Should.Throw<BadFileException>(() => CompressRun.Unpack(OfNumbers.Saved, OfNumbers.Vae, packed, "file")).Message
            .ShouldContain("another model");
    }

    [Fact]
    public void A_model_that_cannot_compress_is_refused()
    {
        using var place = new TemporaryFolder();
        Npy.Write(place.File("bits.npy"), Bits);
        var model = Save(new SavedModel(new Pca(new() { LatentSize = 2 }).Fit(Bits), Scaler.Identity, [], []), place.File("pca"));
        Should.Throw<BadArgumentException>(
            () => CompressRun.Run(new() { Model = model, Data = place.File("bits.npy"), Output = place.File("out") })).Message
            .ShouldContain("pca");
        Should.Throw<BadArgumentException>(() => CompressRun.Restore(model, place.File("bits.npy"), place.File("back.npy"))).Message
            .ShouldContain("pca");
        File.Exists(place.File("out")).ShouldBeFalse();
    }

    [Fact]
    public void Values_that_do_not_fit_are_refused_and_can_be_made_to()
    {
        using var place = new TemporaryFolder();
        var (bits, numbers) = (Save(OfBits.Saved, place.File("bits")), Save(OfNumbers.Saved, place.File("numbers")));
        Npy.Write(place.File("grey.npy"), Digits / 16);
        Should.Throw<BadArgumentException>(
            () => CompressRun.Compress(new() { Model = bits, Data = place.File("grey.npy"), Output = place.File("out") })).Message
            .ShouldContain("--binarize yes");
        CompressRun.Compress(new() { Model = bits, Data = place.File("grey.npy"), Output = place.File("out"), Binarize = true })
            .Samples.ShouldBe(60);
        CompressRun.Decompress(bits, place.File("out"), place.File("back.npy")).ToArray().ShouldBe(Bits.ToArray());
        Npy.Write(place.File("half.npy"), Digits + 0.5f);
        Should.Throw<BadArgumentException>(
            () => CompressRun.Compress(new() { Model = numbers, Data = place.File("half.npy"), Output = place.File("out") })).Message
            .ShouldContain("whole numbers");
        Should.Throw<BadArgumentException>(
            () => CompressRun.Compress(new() {
                Model = numbers, Data = place.File("half.npy"), Output = place.File("out"), Binarize = true }))
                .Message.ShouldContain("--binarize");
    }

    [Fact]
    public void The_normal_distribution_is_that_of_tables()
    {
        ExactMath.NormalCdf(0).ShouldBe(0.5, 1e-12);
        // Abramowitz and Stegun, table 26.1.
        ExactMath.NormalCdf(1).ShouldBe(0.841344746068543, 1e-8);
        ExactMath.NormalCdf(-2).ShouldBe(0.022750131948179, 1e-8);
        ExactMath.NormalCdf(3.5).ShouldBe(0.999767370920964, 1e-8);
        ExactMath.NormalQuantile(0.975).ShouldBe(1.959963984540054, 1e-6);
        (ExactMath.NormalCdf(-9), ExactMath.NormalCdf(9), ExactMath.NormalCdf(double.NaN)).ShouldBe((0, 1, 0));
        for (var x = -40; x <= 40; x++) PortableMath.Exp(x * 0.73).ShouldBe(Math.Exp(x * 0.73), 1e-14 * Math.Exp(x * 0.73));
    }

    [Fact]
    public void A_stack_gives_back_what_was_put_on_it()
    {
        var (random, drawn) = (new int[400], 0u);
        new RandomStream(5).Integers(random, 0, 1 << 12);
        var stack = new AnsStack(() => drawn++);
        foreach (var value in random) stack.Push((uint)(value & ~7), 8, 12);
        stack.Words.Count.ShouldBeInRange((400 * 9 / 32) - 2, (400 * 9 / 32) + 1);
        foreach (var value in random.Reverse())
        {
            (stack.Peek(12) & ~7u).ShouldBe((uint)(value & ~7));
            stack.Pop((uint)(value & ~7), 8, 12);
        }
        (stack.IsAtRest, stack.Words.Count, drawn).ShouldBe((true, 0, 0u));
        Should.Throw<InvalidDataException>(() => new AnsStack(1UL << 32, []).Pop(0, 1, 12));
    }

    private static (SavedModel Saved, FittedVariationalAutoencoder Vae) Learn(Tensor samples, Likelihood likelihood)
    {
        var scaling = Scaler.Choose(samples);
        var vae = new VariationalAutoencoder(new VariationalAutoencoderOptions
        {
            LatentSize = 4, Hidden = [32], Epochs = 60, Likelihood = likelihood, Variance = 0.1, Seed = 1, EarlyStopping =
                EarlyStoppingMode.No,
        }).Fit(scaling.Apply(samples));
        return (new SavedModel(vae, scaling, [], []), vae);
    }

    private static string Save(SavedModel saved, string folder)
    {
        saved.Save(Directory.CreateDirectory(folder).FullName);
        return folder;
    }
}
