namespace LatentSharp;

/// <summary>
/// The whole numbers of a picture on a stack and back: each as the place of its magnitude in the table that its context names, then its
/// sign, then what is beyond the table's last magnitude by its length and bits.
/// </summary>
internal static class LatentCoder
{
    private const int LengthBits = 5;

    /// <summary>A stack that gives the code back, its first coefficient first.</summary>
    internal static AnsStack Pack(FittedPictureCodec model, PictureCode code)
    {
        var context = model.Context(code.Height, code.Width);
        var tables = new byte[code.Values.Length];
        for (var block = 0; block < context.Blocks; block++)
        {
            context.Begin(block);
            for (var i = 0; i < context.Coefficients; i++)
            {
                var at = (block * context.Coefficients) + i;
                tables[at] = (byte)context.Table(i);
                context.Tell(i, code.Values[at] - context.Prediction(i));
            }
        }
        var stack = new AnsStack(null);
        for (var block = context.Blocks - 1; block >= 0; block--)
        {
            context.Go(block);
            for (var i = context.Coefficients - 1; i >= 0; i--)
                Push(stack, model.Tables, tables[(block * context.Coefficients) + i], context.Difference(i));
        }
        return stack;
    }

    /// <summary>The code of a picture of a size that a stack holds and nothing else.</summary>
    /// <exception cref="InvalidDataException">The stack ends before its time, or holds something else.</exception>
    internal static PictureCode Unpack(
        FittedPictureCodec model, AnsStack stack, int height, int width, float step, CancellationToken cancellation)
    {
        var context = model.Context(height, width);
        for (var block = 0; block < context.Blocks; block++)
        {
            if (block % context.Across == 0) cancellation.ThrowIfCancellationRequested();
            context.Begin(block);
            for (var i = 0; i < context.Coefficients; i++) context.Tell(i, Pop(stack, model.Tables, context.Table(i)));
        }
        if (!stack.IsAtRest || stack.Words.Count > 0) throw new InvalidDataException("something else is left at its end");
        return new PictureCode(height, width, step, context.Values);
    }

    private static void Push(AnsStack stack, LatentTables tables, int table, int difference)
    {
        var magnitude = Math.Abs(difference);
        if (magnitude >= LatentTables.Escape)
        {
            var beyond = (uint)(magnitude - LatentTables.Escape + 1);
            var length = 31 - System.Numerics.BitOperations.LeadingZeroCount(beyond);
            if (length > 0) stack.Push(beyond - (1u << length), 1, length);
            stack.Push((uint)length, 1, LengthBits);
        }
        if (magnitude > 0) stack.Push(difference < 0 ? 1u : 0, 1, 1);
        var symbol = Math.Min(magnitude, LatentTables.Escape);
        stack.Push(tables.Start(table, symbol), tables.Frequency(table, symbol), LatentTables.Precision);
    }

    private static int Pop(AnsStack stack, LatentTables tables, int table)
    {
        var magnitude = tables.Magnitude(table, stack.Peek(LatentTables.Precision));
        stack.Pop(tables.Start(table, magnitude), tables.Frequency(table, magnitude), LatentTables.Precision);
        if (magnitude == 0) return 0;
        var isNegative = Uniform(stack, 1) == 1;
        if (magnitude == LatentTables.Escape)
        {
            var length = (int)Uniform(stack, LengthBits);
            if (1 << length > 2 * PictureCode.Most) throw new InvalidDataException("a coefficient is greater than any is");
            magnitude += (int)((1u << length) - 1 + (length > 0 ? Uniform(stack, length) : 0));
        }
        return isNegative ? -magnitude : magnitude;
    }

    private static uint Uniform(AnsStack stack, int bits)
    {
        var value = stack.Peek(bits);
        stack.Pop(value, 1, bits);
        return value;
    }
}
