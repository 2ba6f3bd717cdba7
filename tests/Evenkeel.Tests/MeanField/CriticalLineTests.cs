using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;

namespace Evenkeel.Tests.MeanField;

public class CriticalLineTests
{
    // Near 0 tanh is flatter than its slope there, E φ² < q; gelu's E φ² = q/4 + q²/(2π) + … grows faster than q.
    [Theory]
    [InlineData("tanh", Stability.Stable)]
    [InlineData("erf", Stability.Stable)]
    [InlineData("gelu", Stability.Unstable)]
    [InlineData("silu", Stability.Unstable)]
    [InlineData("mish", Stability.Unstable)]
    public void ForBias_OfNoBiasSaysWhetherSmallSignalsStay(string activation, Stability expected)
    {
        CriticalPoint point = new CriticalLine(Activations.Parse(activation)).ForBias(0)[0];

        (point.Q, point.Stability).ShouldBe((0, expected));
        point.ChiQ.ShouldBe(1, 1e-9);
        new SignalMap(Activations.Parse(activation), point.SigmaW2, 0).FixedPoints()[0].Stability.ShouldBe(expected);
    }

    // The oracle table of the project's notes on papers, section 5.4.
    [Theory]
    [InlineData("tanh", "1.193401", ".2733", "1.304146", ".5121", "1.327010", ".518")]
    [InlineData("erf", "1.055595", ".2532", "1.152795", ".4658", "1.172962", ".492")]
    [InlineData("softsign", "1.5129", ".1540", "1.7296", ".3583", "1.7724", ".497")]
    [InlineData("elu", "1.176148", ".4378", "1.229251", "1.1069", "1.238434", ".860")]
    [InlineData("selu", ".8719", ".309", ".9375", ".717", ".9496", ".737")]
    [InlineData("sin", "1.142267", ".3148", "1.212333", ".5098", "1.225590", ".498")]
    [InlineData("gelu", "1.727078", ".1835", "1.547009", ".5756", "1.517406", "1.085")]
    [InlineData("silu", "1.820052", ".2597", "1.679532", ".6895", "1.651851", "1.100")]
    [InlineData("mish", "1.540975", ".2632", "1.463439", ".7455", "1.450792", "1.019")]
    public void ForBias_IsTheOracle(string name, string sigmaW1, string q1, string sigmaW2, string q2, string sigmaW3, string chiQ)
    {
        CriticalLine line = new(Activations.Parse(name));

        CriticalPoint first = line.ForBias(0.01)[0];
        first.SigmaW.ShouldPrint(sigmaW1);
        first.Q.ShouldPrint(q1);
        CriticalPoint second = line.ForBias(0.04)[0];
        second.SigmaW.ShouldPrint(sigmaW2);
        second.Q.ShouldPrint(q2);
        CriticalPoint third = line.ForBias(0.05)[0];
        third.SigmaW.ShouldPrint(sigmaW3);
        third.ChiQ.ShouldPrint(chiQ);
        third.Stability.ShouldBe(third.ChiQ > 1 ? Stability.Unstable : Stability.Stable);
    }

    [Theory]
    [InlineData(0.05, "1.760955", "0.570048")]
    [InlineData(2e-5, "1.049912", ".025874")]
    public void ForBias_OfTanh_IsTheOracle(double sigmaB2, string sigmaW2, string q)
    {
        CriticalPoint point = new CriticalLine(Activations.Tanh).ForBias(sigmaB2).ShouldHaveSingleItem();

        point.SigmaW2.ShouldPrint(sigmaW2);
        point.Q.ShouldPrint(q);
        point.SigmaB2.ShouldBe(sigmaB2);
    }

    [Fact]
    public void ForBias_OfTanhAtAHundredThousandth_IsTheOracle() =>
        new CriticalLine(Activations.Tanh).ForBias(1e-5).ShouldHaveSingleItem().SigmaW2.ShouldPrint("1.039521");

    [Theory]
    [InlineData("gelu", "1.983058", "0.172922", "3.561553")]
    [InlineData("silu", "1.988005", "0.555143", "14.320174")]
    [InlineData("mish", "2.013524", ".094522", "1.670169")]
    public void HalfStable_IsTheOracle(string name, string sigmaW2, string sigmaB2, string q)
    {
        CriticalPoint point = new CriticalLine(Activations.Parse(name)).HalfStable().ShouldHaveSingleItem();

        point.SigmaW2.ShouldPrint(sigmaW2);
        point.SigmaB2!.Value.ShouldPrint(sigmaB2);
        point.Q.ShouldPrint(q);
        point.ChiQ.ShouldBe(1, 1e-10);
        point.Stability.ShouldBe(Stability.HalfStable);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("erf")]
    [InlineData("relu")]
    [InlineData("linear")]
    [InlineData("hard-tanh")]
    [InlineData("softsign")]
    [InlineData("sigmoid")]
    public void HalfStable_IsNowhereElse(string name) => new CriticalLine(Activations.Parse(name)).HalfStable().ShouldBeEmpty();

    [Fact]
    public void ForBias_OfSigmoid_IsFarOut()
    {
        CriticalPoint point = new CriticalLine(Activations.Sigmoid).ForBias(0).ShouldHaveSingleItem();

        point.SigmaW2.ShouldPrint("103");
        point.Q.ShouldPrint("45.6");
    }

    [Fact]
    public void ForBias_OfSoftplus_IsNowhere() => new CriticalLine(Activations.Softplus).ForBias(0.05).ShouldBeEmpty();

    [Theory]
    [InlineData("relu", 0)]
    [InlineData("leaky-relu(0.2)", 0.2)]
    [InlineData("linear", 1)]
    public void ForBias_OfRectifiers_IsEverywhereWithoutBiasOnly(string name, double slope)
    {
        CriticalLine line = new(Activations.Parse(name));

        CriticalPoint point = line.ForBias(0).ShouldHaveSingleItem();

        point.SigmaW2.ShouldBe(2 / (1 + slope * slope), 1e-14);
        point.IsAtEveryQ.ShouldBeTrue();
        point.Stability.ShouldBe(Stability.Neutral);
        line.ForBias(0.01).ShouldBeEmpty();
        line.At(50)!.SigmaB2.ShouldBe(0);
    }

    [Fact]
    public void ForBias_OfSmoothOddActivationsWithoutBias_IsAtZero()
    {
        CriticalPoint point = new CriticalLine(Activations.Erf).ForBias(0).ShouldHaveSingleItem();

        // 1/φ′(0)² = π/4.
        point.Q.ShouldBe(0);
        point.SigmaW2.ShouldBe(Math.PI / 4, 1e-14);
    }

    public static TheoryData<string> Names => [.. Activations.All.Select(activation => activation.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void At_KeepsBoth(string name)
    {
        Activation activation = Activations.Parse(name);
        CriticalLine line = new(activation);
        foreach (double q in (double[])[0.01, 0.5, 4, 60])
        {
            CriticalPoint point = line.At(q)!;
            if (point.SigmaB2 is { } sigmaB2)
            {
                SignalMap map = new(activation, point.SigmaW2, sigmaB2);
                map.Next(q).ShouldBe(q, 1e-12 * q);
                map.Chi(q).ShouldBe(1, 1e-12);
                map.Slope(q).ShouldBe(point.ChiQ, 1e-10);
            }
            else
            {
                (point.SigmaW2 * ActivationMoments.Of(activation, q).SecondMoment).ShouldBeGreaterThan(q);
            }
        }
    }

    [Fact]
    public void At_OfAFlatFunction_IsNothing() => new CriticalLine(Activations.Parse("if(x<0,-1,1)")).At(1).ShouldBeNull();

    [Fact]
    public void ForBias_SaysWhatItNeeds() => Should.Throw<ArgumentOutOfRangeException>(() => new CriticalLine(Activations.Tanh).ForBias(-1)).Message
        .ShouldStartWith("Bias variance σb² is -1; it must be finite and at least 0.");
}
