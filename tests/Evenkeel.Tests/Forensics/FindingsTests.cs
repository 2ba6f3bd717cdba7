using Evenkeel.Forensics;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Forensics;

public class FindingsTests
{
    [Fact]
    public void FreshDraw_HasNothingToTell() => Of(Normal()).ShouldBeEmpty();

    [Fact]
    public void NotFinite_IsCounted()
    {
        float[] values = Normal();
        (values[3], values[4], values[5]) = (float.NaN, float.PositiveInfinity, float.NegativeInfinity);

        TensorFinding finding = Of(values).First();

        (finding.Kind, finding.Severity).ShouldBe(("not-finite", "error"));
        finding.Message.ShouldBe("3 of 2000 elements are not finite: 1 NaN and 2 infinite.");
    }

    [Theory]
    [InlineData(1e37f, "holds an element of size 1e37, which no weight has; the file may be damaged, or read as a type that it is not.")]
    [InlineData(1e6f, "holds an element of size 1e6, ")]
    public void GarbageScale_IsAnError(float garbage, string message)
    {
        float[] values = Normal();
        values[7] = garbage;

        TensorFinding finding = Of(values).Single();

        (finding.Kind, finding.Severity).ShouldBe(("garbage-scale", "error"));
        finding.Message.ShouldStartWith(message);
    }

    [Fact]
    public void DenormalNumbers_AreGarbage()
    {
        float[] values = [.. Normal().Select(value => value * 1e-39f)];

        Of(values).Single().Message.ShouldStartWith("holds only denormal numbers, ");
    }

    [Fact]
    public void Outliers_AreCounted()
    {
        float[] values = Normal();
        (values[10], values[20]) = (20, -15);

        TensorFinding finding = Of(values).Single();

        (finding.Kind, finding.Severity).ShouldBe(("outliers", "info"));
        finding.Message.ShouldStartWith("2 of 2000 elements are more than 8 standard deviations from the mean, the furthest ");
    }

    [Fact]
    public void UnitsThatAreAlike_AreSaid()
    {
        float[] values = Normal();
        values.AsSpan(0, 50).CopyTo(values.AsSpan(150));
        values.AsSpan(0, 50).CopyTo(values.AsSpan(700));

        TensorFinding finding = Of(values).Single();

        (finding.Kind, finding.Severity).ShouldBe(("symmetric-rows", "warning"));
        finding.Message.ShouldStartWith("2 of 40 rows are the same as an earlier row; ");
    }

    [Fact]
    public void ColumnsThatAreAlike_AreSaid()
    {
        float[] values = Normal();
        for (int i = 0; i < 40; i++) values[i * 50 + 31] = values[i * 50 + 30];

        Of(values).Single().Message.ShouldStartWith("1 of 50 columns is the same as an earlier column; ");
    }

    [Theory]
    [InlineData(WeightLayout.OutIn, "units that see nothing of their inputs", "inputs that reach nothing")]
    [InlineData(WeightLayout.InOut, "inputs that reach nothing", "units that see nothing of their inputs")]
    public void DeadUnits_AreNamedByTheLayout(WeightLayout layout, string row, string column)
    {
        float[] values = Normal();
        values.AsSpan(100, 100).Clear();
        for (int i = 0; i < 40; i++) values[i * 50 + 9] = 0;
        WeightShape shape = layout == WeightLayout.OutIn ? WeightShape.Dense(50, 40, layout) : WeightShape.Dense(40, 50, layout);

        TensorFinding[] findings = [.. Findings.Of(new() { Name = "w", Role = TensorRole.Dense, Weights = shape }, StatisticsPass.Of(values, 40))];

        findings.Select(finding => finding.Kind).ShouldBe(["dead-units", "dead-units"]);
        findings[0].Message.ShouldBe($"2 of 40 rows are all zero: {row}.");
        findings[1].Message.ShouldBe($"1 of 50 columns is all zero: {column}.");
    }

    [Fact]
    public void PaddingOfAnEmbedding_IsNotDead()
    {
        float[] values = Normal();
        values.AsSpan(0, 50).Clear();

        Findings.Of(new() { Name = "e", Role = TensorRole.Embedding }, StatisticsPass.Of(values, 40)).ShouldBeEmpty();
    }

    [Fact]
    public void NarrowTypes_LeaveTheirTrace()
    {
        float[] half = [.. Normal().Select(value => (float)(Half)value)];
        float[] brain = [.. Normal().Select(value => BitConverter.UInt32BitsToSingle(BitConverter.SingleToUInt32Bits(value) & 0xFFFF_0000))];

        Of(half).Single().Message.ShouldBe("stored wider, but every element is one of float16: the last 13 of 23 bits of fraction are never set.");
        Of(brain).Single().Message.ShouldBe("stored wider, but every element is one of bfloat16: the last 16 of 32 bits are never set.");
        half[0] = 65504;
        Of(half).Single(finding => finding.Kind == "half-precision").Message.ShouldEndWith("its largest is 65504, where float16 ends, so that larger ones may have been clipped.");
        Findings.Of(new() { Name = "w", FractionBits = 10 }, StatisticsPass.Of([.. Normal().Select(value => (float)(Half)value)], 40)).ShouldBeEmpty();
    }

    [Fact]
    public void Copies_NameEachOther()
    {
        Findings.Duplicated(["a"]).Message.ShouldBe("holds the same bits as 'a'.");
        Findings.Duplicated(["a", "b"]).Message.ShouldBe("holds the same bits as 'a' and 'b'.");
        Findings.Duplicated(["a", "b", "c"]).Message.ShouldBe("holds the same bits as 'a' and 2 more.");
    }

    private static TensorFinding[] Of(float[] values) => [.. Findings.Of(new() { Name = "w", Role = TensorRole.Dense, Weights = WeightShape.Dense(50, 40) }, StatisticsPass.Of(values, 40))];

    private static float[] Normal()
    {
        float[] values = new float[2000];
        Draw.Normal(values, 6, 0, 0.1);
        return values;
    }
}
