namespace Evenkeel.Tests.Graphs;

/// <summary>Numbers without a generator: the same on every machine, exact in float32, in no visible order.</summary>
internal static class Numbers
{
    /// <summary>Numbers in ±<paramref name="scale"/>, evenly spread; another <paramref name="salt"/> gives others.</summary>
    public static float[] Spread(int count, int salt, float scale = 1)
    {
        float[] numbers = new float[count];
        for (int i = 0; i < count; i++)
        {
            numbers[i] = scale * ((int)((i * 7919L + salt * 104729L) % 2003) - 1001) / 1024f;
        }

        return numbers;
    }

    /// <summary>Indices of classes, all of them about as often.</summary>
    public static float[] Labels(int count, int classes, int salt) => [.. Spread(count, salt, 1024).Select(number => (int)(number + 1001) % classes)];
}
