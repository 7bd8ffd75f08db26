namespace LatentSharp.Tests;

public class SentenceTests
{
    [Theory]
    [InlineData("One. Two! Three? Four", new[] { "One.", "Two!", "Three?", "Four" })]
    [InlineData("Mr. Smith met J. R. Doe, e.g. in St. Ives. He left.", new[] { "Mr. Smith met J. R. Doe, e.g. in St. Ives.", "He left." })]
    [InlineData("He said \"Go!\" and went. \"Why?\" She knew.", new[] { "He said \"Go!\" and went.", "\"Why?\"", "She knew." })]
    [InlineData(
        "It is 3.5 metres. 20 men came...  They\nsat (down.) Now.",
        new[] { "It is 3.5 metres.", "20 men came...", "They sat (down.)", "Now." })]
    [InlineData("A title\n\nA text of it\r\n \r\nMore", new[] { "A title", "A text of it", "More" })]
    [InlineData("今日は。明日！はい", new[] { "今日は。", "明日！", "はい" })]
    [InlineData(" - \n\n ...", new string[0])]
    public void Sentences_end_where_they_do(string text, string[] sentences) => Sentences.Split(text).ShouldBe(sentences);
}
