using Evenkeel.Forensics;
using Evenkeel.Initialization.Laws;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.Forensics;

public class EvidenceShapeTests
{
    private static readonly TensorStatistics Nothing = StatisticsPass.Of([1f, 2f]);

    // scipy 1.10.1, integrate.quad.
    [Theory]
    [InlineData(-2, 2, 2.3655367171296486, 7.4711933006109215)]
    [InlineData(-1, 1, 1.9409199199031189, 4.605137208627192)]
    [InlineData(-1, 3, 2.794179348647254, 13.562004945725247)]
    public void Truncated_HasItsMoments(double low, double high, double fourth, double sixth)
    {
        EvidenceShape shape = EvidenceShape.Of(new TruncatedNormalLaw(0, 0.1, 0.1 * low, 0.1 * high), Nothing);

        shape.Fourth.ShouldBe(fourth, 1e-9);
        shape.Sixth.ShouldBe(sixth, 1e-8);
    }

    /// <summary>A bin is 2⁻⁷ wide, so that its middle is off by 0.2 % on average and the sixth power by 1.2 % at most; sampling adds √(m₁₂/n) = 3 %.</summary>
    [Fact]
    public void Elements_SpeakForThemselvesWithoutALaw()
    {
        float[] draw = new float[200_000];
        Draw.Normal(draw, 5, 0, 0.02);

        EvidenceShape shape = EvidenceShape.Of(null, StatisticsPass.Of(draw));

        shape.Fourth.ShouldBe(3, 5 * Math.Sqrt(24.0 / 200_000));
        shape.Sixth.ShouldBe(15, 0.15 * 15);
    }
}
