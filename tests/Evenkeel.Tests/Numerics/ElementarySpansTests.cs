using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public class ElementarySpansTests
{
    [Fact]
    public void LogOfNormal_GivesTheBitsOfLog()
    {
        RandomSequence random = new Seed(1).Sequence();
        double[] numbers = [1, 2, Math.BitIncrement(1), 1.5, Math.Sqrt(0.5), Math.Sqrt(2), 2.2250738585072014e-308, double.MaxValue, double.NaN, .. Enumerable.Range(0, 10_000).Select(_ => random.NextUniform(1, 1000))];
        for (int length = numbers.Length - 17; length <= numbers.Length; length++)
        {
            double[] logs = numbers[..length];

            Elementary.LogOfNormal(logs);

            for (int i = 0; i < length; i++) if (!logs[i].Equals(Elementary.Log(numbers[i]))) logs[i].ShouldBe(Elementary.Log(numbers[i]), $"at {numbers[i]:R}");
        }
    }
}
