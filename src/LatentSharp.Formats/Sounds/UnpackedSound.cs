namespace LatentSharp;

/// <summary>Unpacks a recording from its beginning.</summary>
internal interface ISoundDecoder : IDisposable
{
    /// <summary>The next numbers, as many as there is room for or fewer; 0 at the end.</summary>
    int Take(Span<float> buffer);
}

/// <summary>Takes the numbers of a recording from a decoder, and holds it to what the file said of itself.</summary>
internal static class UnpackedSound
{
    private const int Block = 1 << 13;

    /// <exception cref="BadFileException">The decoder fails, or gives another number of numbers.</exception>
    internal static Sound Read(SoundInfo info, string name, Func<ISoundDecoder> open)
    {
        var expected = info.Length * info.Channels;
        if (expected > Array.MaxLength) throw new BadFileException($"{name}: {expected} numbers are too many for one recording.");
        try
        {
            using var decoder = open();
            // Grows as numbers come, since what the file says may be a lie.
            var values = new float[(int)Math.Min(expected, Block)];
            for (var count = 0; count < expected;)
            {
                if (count == values.Length) Array.Resize(ref values, (int)Math.Min(expected, 2L * count));
                var got = decoder.Take(values.AsSpan(count));
                if (got == 0)
                    throw new BadFileException(
                        $"{name}: the file is damaged: {info.Length} samples are expected, but {count / info.Channels} were decoded.");
                count += got;
            }
            if (!values.All(float.IsFinite)) throw new BadFileException($"{name}: the file is damaged: a sample is not a finite number.");
            return new Sound(info, values);
        }
        catch (Exception e) when (e is not (BadFileException or OutOfMemoryException))
        {
            throw new BadFileException($"{name}: the file is damaged: {e.Message.TrimEnd('.')}.", e);
        }
    }
}
