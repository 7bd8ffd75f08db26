using System.Text.Json;
using LatentSharp.Testing;

namespace LatentSharp.Tests;

/// <summary>Tokenizers against tests/references/tokenizers.py, which follows the rules in the plainest way, and by hand.</summary>
public class TokenizerTests
{
    private static readonly JsonElement Reference = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(Repository.Root, "tests/LatentSharp.Data.Tests/Text/references/tokenizers.json"))).RootElement;

    private static readonly string[] Texts = Strings(Reference.GetProperty("texts"));

    public static TheoryData<string, TokenizerOptions> Cases => new()
    {
        { "words", new() },
        { "words, 20 with capitals", new() { VocabularySize = 20, MinimumCount = 1, Lowercase = false } },
        { "characters", new() { Kind = TokenKind.Characters } },
        { "byte-pairs", new() { Kind = TokenKind.BytePairs, VocabularySize = 400 } },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Vocabulary_and_ids_are_those_of_the_reference(string name, TokenizerOptions options)
    {
        var expected = Reference.GetProperty("cases").GetProperty(name);
        var tokenizer = Tokenizer.Fit(Texts, options);
        tokenizer.Tokens.ShouldBe(Strings(expected.GetProperty("tokens")));
        string[] all = [.. Texts, .. Strings(Reference.GetProperty("others"))];
        var ids = expected.GetProperty("ids").EnumerateArray().Select(row => row.EnumerateArray().Select(id => id.GetInt32()).ToArray())
            .ToArray();
        foreach (var (text, row) in all.Zip(ids)) tokenizer.Encode(text).ShouldBe(row, text);

        var again = Tokenizer.FromTokens(tokenizer.Options, tokenizer.Tokens);
        foreach (var text in all)
        {
            again.Encode(text).ShouldBe(tokenizer.Encode(text));
            again.Decode(again.Encode(text)).ShouldBe(tokenizer.Decode(tokenizer.Encode(text)));
        }
    }

    [Fact]
    public void Words_are_counted_and_the_most_frequent_come_first()
    {
        // b four times, a three times, C and c twice, "don't" and "!" once.
        var tokenizer = Tokenizer.Fit(["a b C", "b a b don't", "b, a c!"], new() { MinimumCount = 2 });
        tokenizer.Tokens.ShouldBe(["b", "a", "c"]);
        tokenizer.VocabularySize.ShouldBe(7);
        tokenizer.Encode("A b\tdon't d").ShouldBe([5, 4, 1, 1]);
        tokenizer.Decode([2, 5, 4, 1, 3, 0, 0]).ShouldBe("a b \uFFFD");
        tokenizer.TextOf(6).ShouldBe("c");
        tokenizer.TextOf(0).ShouldBe("<padding>");
    }

    [Fact]
    public void Byte_pairs_are_joined_by_hand()
    {
        // "abab" twice and "ab" once: ab stands 5 times; then (ab ab) twice. ids: a is 4 + 97, b 4 + 98.
        var tokenizer = Tokenizer.Fit(["abab", "ab", "abab"], new() { Kind = TokenKind.BytePairs });
        tokenizer.Tokens.ShouldBe(["101 102", "260 260"]);
        tokenizer.Encode("ababab").ShouldBe([261, 260]);
        tokenizer.TextOf(261).ShouldBe("abab");
        tokenizer.TextOf(4 + 0xC3).ShouldBe("<C3>");
    }

    [Fact]
    public void Byte_pairs_and_characters_give_back_the_text()
    {
        foreach (var options in new TokenizerOptions[] { new() { Kind = TokenKind.BytePairs }, new() { Kind = TokenKind.Characters } })
        {
            var tokenizer = Tokenizer.Fit(Texts, options);
            foreach (var text in Texts) tokenizer.Decode(tokenizer.Encode(text)).ShouldBe(text);
        }
        var bytes = Tokenizer.Fit([], new() { Kind = TokenKind.BytePairs });
        bytes.VocabularySize.ShouldBe(260);
        bytes.Decode(bytes.Encode("日本 \r\n x")).ShouldBe("日本 \r\n x");
    }

    [Fact]
    public void Half_a_character_is_unknown()
    {
        var tokenizer = Tokenizer.Fit(["a\uD83Db"], new() { Kind = TokenKind.Characters });
        tokenizer.Tokens.ShouldBe(["a", "b"]);
        tokenizer.Encode("a\uD83Db").ShouldBe([4, 1, 5]);
        Tokenizer.Fit([], new() { Kind = TokenKind.BytePairs }).Encode("\uD83D").ShouldBe([4 + 0xEF, 4 + 0xBF, 4 + 0xBD]);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Should.Throw<BadArgumentException>(() => Tokenizer.Fit([], new() { VocabularySize = 4 })).Message.ShouldContain("5 or more");
        Should.Throw<BadArgumentException>(() => Tokenizer.Fit([], new() { Kind = TokenKind.BytePairs, VocabularySize = 259 }))
            .Message.ShouldContain("260 or more");
        Should.Throw<BadArgumentException>(() => Tokenizer.Fit([], new() { MinimumCount = 0 })).Message.ShouldContain("1 or more");
        var words = Tokenizer.Fit(["a a"]);
        Should.Throw<BadArgumentException>(() => words.Decode([5])).Message.ShouldContain("0 to 4");
        Should.Throw<BadArgumentException>(() => Tokenizer.FromTokens(words.Options, ["a", "a"])).Message.ShouldContain("twice");
        Should.Throw<BadArgumentException>(() => Tokenizer.FromTokens(words.Options, [""])).Message.ShouldContain("empty");
        var pairs = new TokenizerOptions { Kind = TokenKind.BytePairs };
        Should.Throw<BadArgumentException>(() => Tokenizer.FromTokens(pairs, ["4 260"])).Message.ShouldContain("4 to 259");
        Should.Throw<BadArgumentException>(() => Tokenizer.FromTokens(pairs, ["4 5 6"])).Message.ShouldContain("no join");
        Should.Throw<BadArgumentException>(() => Tokenizer.FromTokens(new() { Kind = TokenKind.Characters }, ["ab"]))
            .Message.ShouldContain("one character");
    }

    private static string[] Strings(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetString()!)];
}
