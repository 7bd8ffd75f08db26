namespace LatentSharp;

/// <summary>
/// The labels of each operand's axes and of the result's. Axes that <c>...</c> stands for have digits, 1 for the last of them.
/// </summary>
internal sealed record EinsumLabels(string[] Inputs, string Output)
{
    private const string Dots = "...";

    /// <summary>The labels that are still needed after an operand.</summary>
    internal string After(int operand) => Output + string.Concat(Inputs[(operand + 1)..]);

    /// <exception cref="BadArgumentException">The equation says what no equation can, or the operands do not fit it.</exception>
    internal static EinsumLabels Parse(string equation, ReadOnlySpan<Tensor> operands)
    {
        ArgumentNullException.ThrowIfNull(equation);
        var sides = string.Concat(equation.Where(letter => letter != ' ')).Split("->");
        if (sides.Length > 2) throw Bad(equation, "it has more than one ->");
        var terms = sides[0].Split(',');
        if (operands.Length == 0 || terms.Length != operands.Length)
            throw Bad(equation, $"it names {terms.Length} operands, and {operands.Length} were given");
        var unnamed = 0;
        for (var i = 0; i < terms.Length; i++) unnamed = Math.Max(unnamed, Unnamed(equation, terms[i], operands[i].Shape, i));
        var inputs = new string[terms.Length];
        for (var i = 0; i < terms.Length; i++) inputs[i] = Spelled(terms[i], Unnamed(equation, terms[i], operands[i].Shape, i));
        CheckSizes(equation, inputs, operands);
        var all = string.Concat(inputs);
        if (sides.Length == 1)
        {
            var once = all.Where(label => char.IsAsciiLetter(label) && all.Count(other => other == label) == 1);
            return new EinsumLabels(inputs, Digits(unnamed) + string.Concat(once.Order()));
        }
        CheckLetters(equation, sides[1], "the result");
        var output = Spelled(sides[1], unnamed);
        for (var i = 0; i < output.Length; i++)
        {
            if (!all.Contains(output[i], StringComparison.Ordinal))
                throw Bad(equation, $"label {output[i]} of the result is in no operand");
            if (output.LastIndexOf(output[i]) != i) throw Bad(equation, $"label {output[i]} is twice in the result");
        }
        if (output.Length <= Shape.MaxRank) return new EinsumLabels(inputs, output);
        throw Bad(equation, $"the result has {output.Length} axes; a tensor has at most {Shape.MaxRank}");
    }

    /// <summary>How many axes of an operand are not named.</summary>
    private static int Unnamed(string equation, string term, Shape shape, int operand)
    {
        CheckLetters(equation, term, $"operand {operand + 1}");
        var hasDots = term.Contains(Dots, StringComparison.Ordinal);
        var named = term.Length - (hasDots ? Dots.Length : 0);
        if (named > shape.Rank || (!hasDots && named < shape.Rank))
            throw Bad(equation, $"it names {named} axes of operand {operand + 1}, which is {shape}");
        return shape.Rank - named;
    }

    private static void CheckLetters(string equation, string term, string whose)
    {
        var dots = term.IndexOf(Dots, StringComparison.Ordinal);
        foreach (var letter in dots < 0 ? term : term.Remove(dots, Dots.Length))
        {
            if (!char.IsAsciiLetter(letter))
                throw Bad(
                    equation, $"'{letter}' in {whose} is no label; those are letters, and ... stands once for axes that are not named");
        }
    }

    private static void CheckSizes(string equation, string[] inputs, ReadOnlySpan<Tensor> operands)
    {
        var sizes = new Dictionary<char, int>();
        for (var i = 0; i < inputs.Length; i++)
        {
            for (var axis = 0; axis < inputs[i].Length; axis++)
            {
                var (label, size) = (inputs[i][axis], operands[i].Shape[axis]);
                var known = sizes.GetValueOrDefault(label, 1);
                // Along a diagonal nothing repeats.
                var before = operands[i].Shape[inputs[i].IndexOf(label, StringComparison.Ordinal)];
                if (before != size || (known != size && known != 1 && size != 1))
                    throw Bad(equation, $"{(char.IsDigit(label) ? "an axis of ..." : $"label {label}")} has sizes {known} and {size}");
                sizes[label] = size == 1 ? known : size;
            }
        }
    }

    private static string Spelled(string term, int unnamed) => term.Replace(Dots, Digits(unnamed), StringComparison.Ordinal);

    private static string Digits(int count) => "87654321"[^count..];

    private static BadArgumentException Bad(string equation, string why) => new($"einsum: '{equation}': {why}.");
}
