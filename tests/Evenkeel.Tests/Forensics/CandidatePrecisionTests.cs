using Evenkeel.Forensics;

namespace Evenkeel.Tests.Forensics;

public class CandidatePrecisionTests
{
    [Theory]
    [InlineData(7)]
    [InlineData(10)]
    public void Bin_HoldsWhatRoundsIntoIt(int fractionBits)
    {
        CandidatePrecision precision = new(fractionBits);
        for (int half = 0x3900; half < 0x4000; half += 37)
        {
            (double low, double high) = precision.Bin(half);

            // Just inside goes in, just outside does not, by .NET's own rounding to the type.
            Half16(low * (1 + 1e-6), fractionBits).ShouldBe(half, $"{half:x} from below");
            Half16(high * (1 - 1e-6), fractionBits).ShouldBe(half, $"{half:x} from above");
            Half16(low * (1 - 1e-6), fractionBits).ShouldBe(half - 1);
            Half16(high * (1 + 1e-6), fractionBits).ShouldBe(half + 1);
        }
    }

    [Fact]
    public void Bin_OfFloat32IsThatOfItsPatterns() => new CandidatePrecision(23).Bin(0x3F80).ShouldBe((1, 1 + 1.0 / 128));

    [Fact]
    public void Of_SeesThatFloat32HoldsNarrowerNumbers()
    {
        float[] values = [.. Enumerable.Range(1, 1000).Select(i => (float)(Half)MathF.Sin(i))];
        TensorSubject subject = new() { Name = "w" };

        CandidatePrecision.Of(subject, StatisticsPass.Of(values)).FractionBits.ShouldBe(10);
        CandidatePrecision.Of(subject, StatisticsPass.Of([.. values.Select(value => value + 1e-7f)])).FractionBits.ShouldBe(23);
        CandidatePrecision.Of(subject with { FractionBits = 7 }, StatisticsPass.Of(values)).FractionBits.ShouldBe(7);
    }

    private static int Half16(double number, int fractionBits)
    {
        if (fractionBits == 10) return (int)(BitConverter.SingleToUInt32Bits((float)(Half)number) >> 16);
        uint bits = BitConverter.SingleToUInt32Bits((float)number);
        return (int)((bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
    }
}
