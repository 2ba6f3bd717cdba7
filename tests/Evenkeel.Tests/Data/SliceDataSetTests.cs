using Evenkeel.Data;

namespace Evenkeel.Tests.Data;

public class SliceDataSetTests
{
    private static readonly ArrayDataSet Whole = new("set", new(1), [], [10, 11, 12, 13], [0, 1, 2, 3]);

    [Fact]
    public void Read_CountsFromTheStartOfThePart()
    {
        float[] inputs = new float[2];
        float[] targets = new float[2];

        new SliceDataSet(Whole, 1, 2).Read([1, 0], inputs, targets);

        inputs.ShouldBe([12, 11]);
        targets.ShouldBe([2, 1]);
    }

    [Fact]
    public void Read_RefusesARowBeyondThePart() =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SliceDataSet(Whole, 1, 2).Read([2], new float[1], new float[1])).Message
            .ShouldStartWith("Row 2 was asked for, but the set has 2.");

    [Theory]
    [InlineData(-1, 2)]
    [InlineData(0, 0)]
    [InlineData(3, 2)]
    public void Constructor_RefusesAPartThatIsNotThere(int start, int count) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new SliceDataSet(Whole, start, count));
}
