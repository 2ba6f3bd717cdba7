using System.Runtime.InteropServices;

namespace Evenkeel.Formats.Tests;

public class ElementTypeTests
{
    /// <summary>Every half, by the platform's own conversion of one number at a time.</summary>
    [Fact]
    public void ToSingles_GivesEveryHalf()
    {
        Half[] halves = [.. Enumerable.Range(0, 1 << 16).Select(bits => BitConverter.UInt16BitsToHalf((ushort)bits))];

        float[] values = new NamedTensor("w", TensorType.Float16, [halves.Length], MemoryMarshal.AsBytes(halves.AsSpan()).ToArray()).ToSingles();

        Bits(values).ShouldBe(Bits([.. halves.Select(half => (float)half)]));
    }

    /// <summary>Of all codes, the one whose value is nearest; between two, the even one. What the table says is held against the definition in the golden files.</summary>
    [Theory]
    [InlineData(TensorType.Float8E4M3, 448f)]
    [InlineData(TensorType.Float8E5M2, 57344f)]
    public void FromSingles_RoundsToTheNearestSmallFloat(TensorType type, float largest)
    {
        float[] codes = new NamedTensor("w", type, [256], Enumerable.Range(0, 256).Select(code => (byte)code).ToArray()).ToSingles();
        Random dice = new(5);
        float[] values = [.. Enumerable.Range(0, 20_000).Select(_ => (float)((dice.NextDouble() - 0.5) * 2 * Math.Pow(2, dice.Next(-20, 16)))).Where(value => MathF.Abs(value) <= largest)];
        float[] halfway = [.. Enumerable.Range(0, 126).Where(code => float.IsFinite(codes[code + 1])).Select(code => (codes[code] + codes[code + 1]) / 2)];
        float[] all = [.. values, .. halfway, .. codes.Where(float.IsFinite), .. halfway.Select(value => -value)];

        byte[] encoded = NamedTensor.FromSingles("w", [all.Length], all, type).Bytes.ToArray();

        for (int i = 0; i < all.Length; i++)
        {
            byte expected = Enumerable.Range(0, 256).Where(code => float.IsFinite(codes[code]) && float.IsNegative(codes[code]) == float.IsNegative(all[i]))
                .OrderBy(code => Math.Abs((double)codes[code] - all[i])).ThenBy(code => code & 1).Select(code => (byte)code).First();
            encoded[i].ShouldBe(expected, $"{all[i]:R}");
        }
    }

    /// <summary>A number too large is not made small: it stays visible as what it is.</summary>
    [Fact]
    public void FromSingles_LetsWhatIsTooLargeForASmallFloatBeSeen()
    {
        float[] values = [float.PositiveInfinity, -1e6f, float.NaN, 464, 465];

        NamedTensor.FromSingles("w", [5], values, TensorType.Float8E4M3).ToSingles().ShouldBe([float.NaN, float.NaN, float.NaN, 448, float.NaN]);
        NamedTensor.FromSingles("w", [5], values, TensorType.Float8E5M2).ToSingles().ShouldBe([float.PositiveInfinity, float.NegativeInfinity, float.NaN, 448, 448]);
        NamedTensor.FromSingles("w", [2], [61_439, 61_440], TensorType.Float8E5M2).ToSingles().ShouldBe([57_344, float.PositiveInfinity]);
    }

    [Fact]
    public void ToSingles_RoundsLargeWholeNumbersOnce()
    {
        // Halfway between two float32 but for the lowest bit, which rounding by way of float64 loses.
        ulong[] values = [0x8000_0080_0000_0001, 0x8000_0080_0000_0000, ulong.MaxValue, 1];

        float[] read = new NamedTensor("n", TensorType.UInt64, [4], MemoryMarshal.AsBytes(values.AsSpan()).ToArray()).ToSingles();

        read.ShouldBe([MathF.ScaleB(0x800001, 40), MathF.ScaleB(0x800000, 40), MathF.ScaleB(1, 64), 1]);
    }

    [Fact]
    public void ToSingles_RefusesWhatIsOnlyIdentified() =>
        Should.Throw<InvalidOperationException>(() => new NamedTensor("w", TensorType.Float4E2M1, [4], new byte[2]).ToSingles()).Message
            .ShouldBe("Tensor 'w' is of f4, whose elements cannot be read as numbers; only its bytes are given.");

    private static uint[] Bits(float[] values) => [.. values.Select(value => float.IsNaN(value) ? 0x7FC00000 : BitConverter.SingleToUInt32Bits(value))];
}
