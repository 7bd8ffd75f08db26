using System.Text;

namespace LatentSharp;

/// <summary>Continues texts with a finished language model.</summary>
internal static class TextGeneration
{
    /// <summary>The text that is continued where none is given: a model of characters begins after the end of a line.</summary>
    private const string UsualPrompt = "\n";

    /// <summary>The prompt and what follows it.</summary>
    internal static string Continue(SavedModel saved, FittedLanguageModel model, GenerateRequest request, CancellationToken cancellation)
    {
        if (request.Count is not null)
            throw new BadArgumentException(
                $"{GenerateOptions.Count.Name}: {request.Model} is a {model.Name}, which continues one text; "
                + $"{GenerateOptions.Length.Name} says how far.");
        if (request.Output is { } file) GenerateOptions.TextOutput.Check(file);
        var tokenizer = saved.Text?.Tokenizer
            ?? throw new BadArgumentException($"{request.Model}: the model has no vocabulary; it was not learned from a text.");
        var prompt = Prompt(tokenizer, request.Prompt);
        var added = model.Generate(
            prompt, GenerateOptions.Length.Check(request.Length ?? GenerateOptions.Length.Default),
            GenerateOptions.Temperature.Check(request.Temperature) ?? 1,
            GenerateOptions.TopK.Check(request.TopK), GenerateOptions.Seed.Check(request.Seed), Tokenizer.SpecialCount, cancellation);
        var text = tokenizer.Decode([.. request.Prompt is null ? [] : prompt, .. added]);
        if (request.Output is { } place) AtomicFile.Write(place, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
        return text;
    }

    /// <summary>Refuses for models of another kind what only texts have.</summary>
    internal static void RefuseOf(GenerateRequest request, FittedModel model)
    {
        OptionSpec? given = request.Prompt is not null ? GenerateOptions.Prompt
            : request.Length is not null ? GenerateOptions.Length
            : request.Temperature is not null ? GenerateOptions.Temperature
            : request.TopK is not null ? GenerateOptions.TopK : null;
        if (given is not null)
            throw new BadArgumentException(
                $"{given.Name}: {request.Model} is a model of the kind {model.Name}, which continues no texts; a language-model does.");
        if (request.Output is null)
            throw new BadArgumentException($"{GenerateOptions.Output.Name}: is needed; it must be {GenerateOptions.Output.Requirement}.");
    }

    private static int[] Prompt(Tokenizer tokenizer, string? given)
    {
        var ids = tokenizer.Encode(given ?? UsualPrompt);
        if (ids.Length == 0 || (given is null && ids.Contains(Tokenizer.Unknown)))
            throw new BadArgumentException(
                $"{GenerateOptions.Prompt.Name}: {(given is null ? "is needed, since" : "has no token;")} the vocabulary has no "
                + $"{(given is null ? "end of a line to begin after" : "such")}; a text of the kind that was learned from would fit.");
        if (!ids.Contains(Tokenizer.Unknown)) return ids;
        if (tokenizer.Options.Kind != TokenKind.Characters)
            throw new BadArgumentException(
                $"{GenerateOptions.Prompt.Name}: the vocabulary has not all of it, so that the model would read '{tokenizer.Decode(ids)}'; "
                + "what stands more often in the text that was learned from would fit.");
        var unknown = given!.EnumerateRunes().First(rune => tokenizer.Encode(rune.ToString())[0] == Tokenizer.Unknown);
        throw new BadArgumentException(
            $"{GenerateOptions.Prompt.Name}: the model has never seen the character '{unknown}'; it knows "
            + $"{string.Concat(tokenizer.Tokens.Where(token => !char.IsControl(token[0])).Order(StringComparer.Ordinal))}.");
    }
}
