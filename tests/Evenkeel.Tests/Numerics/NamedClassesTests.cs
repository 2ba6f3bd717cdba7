using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class NamedClassesTests
{
    // Few values, so that ties are the rule, among them NaN and infinities.
    [Fact]
    public void CountHits_TakesTheFirstOfTheLargest()
    {
        float[] values = [0, 1, 2, -1, 2, float.NegativeInfinity, 1, -0f, 2, float.PositiveInfinity, 1, float.NaN];
        RandomSequence random = new Seed(1).Sequence();
        for (int classes = 2; classes <= 35; classes++)
        {
            float[] outputs = [.. Enumerable.Range(0, 300 * classes).Select(_ => values[random.NextBelow(random.NextBelow(20) == 0 ? values.Length : 9)])];
            float[] targets = [.. Enumerable.Range(0, 300).Select(i => i % 2 == 0 ? random.NextBelow(classes) : FirstOfLargest(outputs.AsSpan(i * classes, classes)))];
            int expected = Enumerable.Range(0, 300).Count(row => FirstOfLargest(outputs.AsSpan(row * classes, classes)) == targets[row]);

            NamedClasses.CountHits(outputs, targets, classes).ShouldBe(expected - targets.Count(target => target < 0), $"{classes} classes");
        }
    }

    [Fact]
    public void CountHits_CountsNoTargetThatIsNoClass() => NamedClasses.CountHits([1, 0, 1, 0, 1, 0], [-1, 2, 0], 2).ShouldBe(1);

    // At every length, so that each case meets both the registers and the rest.
    [Theory]
    [InlineData(0.5f)]
    [InlineData(0f)]
    public void CountSides_CountsWhatIsOnItsTargetsSide(float boundary)
    {
        (float Output, float Target, bool Hit)[] cases =
        [
            (boundary + 0.1f, 1, true), (boundary + 0.1f, 0, false), (boundary, 0, true), (boundary, 1, false), (-1, 0, true), (-1, 1, false),
            (float.NaN, 0, false), (float.NaN, 1, false), (float.PositiveInfinity, 1, true), (float.NegativeInfinity, 0, true), (7, 2, false), (7, -1, false),
        ];
        for (int length = 0; length <= 40; length++)
        {
            (float Output, float Target, bool Hit)[] taken = [.. Enumerable.Range(0, length).Select(i => cases[i * 5 % cases.Length])];

            NamedClasses.CountSides([.. taken.Select(c => c.Output)], [.. taken.Select(c => c.Target)], boundary).ShouldBe(taken.Count(c => c.Hit), $"{length} rows");
        }
    }

    private static int FirstOfLargest(ReadOnlySpan<float> row)
    {
        int best = 0;
        foreach (float value in row) if (float.IsNaN(value)) return -1;
        for (int i = 1; i < row.Length; i++) best = row[i] > row[best] ? i : best;
        return best;
    }
}
