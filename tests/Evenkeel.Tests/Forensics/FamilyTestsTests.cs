using Evenkeel.Forensics;
using Evenkeel.Initialization;
using Evenkeel.Initialization.Laws;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Forensics;

public class FamilyTestsTests
{
    public static TheoryData<Law> Laws => [new NormalLaw(0, 0.02), new UniformLaw(-0.1, 0.1), new UniformLaw(0, 1), TruncatedNormalLaw.OfDeviation(0.3, 2), new NormalLaw(3, 0.5)];

    [Theory]
    [MemberData(nameof(Laws))]
    public void PValue_OfTheTrueLawIsSmallNoOftenerThanItSays(Law law)
    {
        const int Draws = 2000;
        double[] p = [.. Enumerable.Range(0, Draws).Select(seed => CandidateFit.PValue(CandidateSample.Of(new() { Name = "w" }, StatisticsPass.Of(Drawn(law, 700, seed), 20)), law))];

        foreach (double level in (double[])[0.2, 0.05, 0.01])
        {
            // Four standard errors of a share.
            p.Count(value => value < level).ShouldBeLessThan((int)(Draws * level + 4 * Math.Sqrt(Draws * level)));
        }

        p.Min().ShouldBeGreaterThan(1e-6);
    }

    [Theory]
    [InlineData(1536)]
    [InlineData(2500)]
    public void Of_LeavesOneFamilyFromTheStatedSizeOn(int count)
    {
        (Law Law, Family Family)[] laws = [(new NormalLaw(0, 0.02), Family.Normal), (new UniformLaw(-0.1, 0.1), Family.Uniform), (TruncatedNormalLaw.OfDeviation(0.3, 2), Family.TruncatedNormal)];
        count.ShouldBeGreaterThanOrEqualTo(FamilyTests.FamilyCount);
        foreach ((Law law, Family family) in laws)
        {
            int right = 0;
            for (int seed = 0; seed < 300; seed++)
            {
                var left = FamilyTests.Of(new() { Name = "w" }, StatisticsPass.Of(Drawn(law, count, seed)), 1e-6).Where(fit => fit.PValue >= 1e-6).Select(fit => fit.Family);
                right += left.SequenceEqual([family]) ? 1 : 0;
            }

            right.ShouldBeGreaterThanOrEqualTo(297, family.ToString());
        }
    }

    [Fact]
    public void Of_SaysLittleOfTooFewElements()
    {
        FamilyTests.Of(new() { Name = "w" }, StatisticsPass.Of([1, 2, 3])).ShouldBeEmpty();
        FamilyTests.Of(new() { Name = "w" }, StatisticsPass.Of([1, 1, 1])).ShouldHaveSingleItem().Family.ShouldBe(Family.Constant);
        FamilyTests.Of(new() { Name = "w" }, StatisticsPass.Of([1, float.NaN, .. new float[50]])).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10)]
    [InlineData(7)]
    public void Of_AllowsForRoundingToHalfPrecision(int fractionBits)
    {
        foreach ((Law law, Family family) in ((Law, Family)[])[(new NormalLaw(0, 0.02), Family.Normal), (new UniformLaw(-0.0731, 0.0731), Family.Uniform), (TruncatedNormalLaw.OfDeviation(0.3, 2), Family.TruncatedNormal)])
        {
            float[] values = Drawn(law, 1_000_000, 1);
            for (int i = 0; i < values.Length; i++) values[i] = fractionBits == 10 ? (float)(Half)values[i] : BitConverter.UInt32BitsToSingle((BitConverter.SingleToUInt32Bits(values[i]) + 0x7FFF) & 0xFFFF0000);

            var left = FamilyTests.Of(new() { Name = "w", FractionBits = fractionBits }, StatisticsPass.Of(values), 1e-6).Where(fit => fit.PValue >= 1e-6);

            left.ShouldHaveSingleItem().Family.ShouldBe(family);
            left.Single().PValue.ShouldBeGreaterThan(1e-3);
        }
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(40, 900)]
    [InlineData(1200, 30)]
    public void Of_SeesOrthogonalityInTheWholeMatrix(int rows, int columns)
    {
        float[] values = new float[rows * columns];
        Initializers.Parse("torch:orthogonal(gain=1.3)").Fill(values, WeightShape.Dense(columns, rows), new NativeGenerator(4));

        FamilyTests.Of(new() { Name = "w" }, StatisticsPass.Of(values, rows)).Where(fit => fit.PValue >= 1e-6).ShouldHaveSingleItem().Family.ShouldBe(Family.Orthogonal);
    }

    private static float[] Drawn(Law law, int count, int seed)
    {
        float[] values = new float[count];
        law.Draw(values, new NumpyGenerator(seed));
        return values;
    }
}
