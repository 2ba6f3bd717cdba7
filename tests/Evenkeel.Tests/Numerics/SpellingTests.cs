using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class SpellingTests
{
    [Theory]
    [InlineData("tanh", "tanh", 0)]
    [InlineData("thanh", "tanh", 1)]
    [InlineData("tahn", "tanh", 1)]
    [InlineData("", "abc", 3)]
    [InlineData("kitten", "sitting", 3)]
    public void Distance_CountsEdits(string left, string right, int edits)
    {
        Spelling.Distance(left, right).ShouldBe(edits);
        Spelling.Distance(right, left).ShouldBe(edits);
    }

    [Theory]
    [InlineData("hee-normal", "he-normal")]
    [InlineData("HE-NORML", "he-normal")]
    [InlineData("zzzzzz", null)]
    public void Nearest_FindsWhatWasMeant(string word, string? meant) =>
        Spelling.Nearest(word, ["zeros", "he-normal", "he-uniform"]).ShouldBe(meant);

    [Fact]
    public void Suggestion_ListsWhatExistsWhenNothingIsNear() =>
        Spelling.Suggestion("qqqqqq", ["relu", "tanh"]).ShouldBe(" Known: relu, tanh.");
}
