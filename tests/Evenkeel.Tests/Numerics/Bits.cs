namespace Evenkeel.Tests.Numerics;

/// <summary>Compares floats bit by bit; only the payload of a NaN is free.</summary>
internal static class Bits
{
    public static void ShouldBeSame(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, string what)
    {
        actual.Length.ShouldBe(expected.Length, what);
        for (int i = 0; i < actual.Length; i++)
        {
            bool same = BitConverter.SingleToInt32Bits(actual[i]) == BitConverter.SingleToInt32Bits(expected[i])
                || (float.IsNaN(actual[i]) && float.IsNaN(expected[i]));
            if (!same)
            {
                actual[i].ShouldBe(expected[i], $"{what}, element {i} of {actual.Length}");
                throw new ShouldAssertException($"{what}: zeros of different signs at element {i} of {actual.Length}.");
            }
        }
    }
}
