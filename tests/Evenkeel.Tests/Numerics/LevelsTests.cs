using Evenkeel.Numerics;

namespace Evenkeel.Tests.Numerics;

public sealed class LevelsTests
{
    [Theory]
    [InlineData(256)]
    [InlineData(784)]
    [InlineData(31)]
    [InlineData(0)]
    public void ToSingle_DividesEveryLevelBy255(int count)
    {
        byte[] bytes = [.. Enumerable.Range(0, count).Select(i => (byte)i)];
        float[] numbers = new float[count];

        Levels.ToSingle(bytes, numbers);

        numbers.ShouldBe(bytes.Select(level => level / 255f));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(31)]
    [InlineData(0)]
    public void ToSigned_SpreadsLevelsOverMinusOneToOne(int count)
    {
        byte[] bytes = [.. Enumerable.Range(0, count).Select(i => (byte)i)];
        float[] numbers = new float[count];

        Levels.ToSigned(bytes, numbers);

        numbers.ShouldBe(bytes.Select(level => 2 * (level / 255f) - 1));
    }
}
