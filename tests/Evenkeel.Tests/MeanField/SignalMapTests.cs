using System.Collections.Immutable;
using Evenkeel.Functions;
using Evenkeel.MeanField;
using Evenkeel.Numerics;

namespace Evenkeel.Tests.MeanField;

public class SignalMapTests
{
    // The oracle table of the project's notes on papers, section 5.3: tanh with σb² = 0.05.
    [Theory]
    [InlineData(1.00, ".193593", ".759032", "1", "1.748", "3.627", "21.8")]
    [InlineData(1.25, ".292054", ".863240", "1", "1.800", "6.800", "40.8")]
    [InlineData(1.50, ".418037", ".938636", "1", "1.683", "15.791", "94.7")]
    [InlineData(1.70, ".533076", ".986741", "1", "1.558", "74.918", "449.5")]
    [InlineData(1.80, ".594132", "1.008223", ".950411", "1.498", "125.78", "754.7")]
    [InlineData(2.00, ".721762", "1.047666", ".744082", "1.388", "25.213", "151.3")]
    [InlineData(2.50, "1.063958", "1.133516", ".446804", "1.180", "11.796", "70.8")]
    [InlineData(3.00, "1.428008", "1.208934", ".299318", "1.041", "9.051", "54.3")]
    [InlineData(3.50, "1.806506", "1.277976", ".216313", ".945", "7.768", "46.6")]
    [InlineData(4.00, "2.195494", "1.342402", ".165065", ".873", "6.980", "41.9")]
    public void FixedPoints_OfTanh_AreTheOracle(double sigmaW2, string q, string chi, string c, string xiQ, string xiC, string sixXiC)
    {
        FixedPoint point = new SignalMap(Activations.Tanh, sigmaW2, 0.05).FixedPoints().ShouldHaveSingleItem();

        point.Q.ShouldPrint(q);
        point.Chi1.ShouldPrint(chi);
        point.Correlation!.Value.ShouldBe(double.Parse(c, System.Globalization.CultureInfo.InvariantCulture), c == "1" ? 1e-15 : 1e-6);
        point.XiQ.ShouldPrint(xiQ);
        point.XiC!.Value.ShouldPrint(xiC);
        (6 * point.XiC.Value).ShouldPrint(sixXiC);
        point.XiGradient.ShouldBe(1 / Math.Abs(Math.Log(point.Chi1)), 1e-9 * point.XiGradient);
        point.Phase.ShouldBe(point.Chi1 < 1 ? Phase.Ordered : Phase.Chaotic);
        point.Stability.ShouldBe(Stability.Stable);
    }

    // Computed independently: SIREN (papers 6.7), SELU (papers 6.6) and sigmoid (papers 5.4).
    [Theory]
    [InlineData("sin", 2, 0, ".796812", "1.203188", null)]
    [InlineData("selu", 1, 0, "1.000000", "1.0716", ".782648")]
    [InlineData("sigmoid", 1, 0, ".2647", ".0557", null)]
    public void FixedPoints_OfOtherActivations_AreTheOracle(string name, double sigmaW2, double sigmaB2, string q, string chi, string? chiQ)
    {
        FixedPoint point = new SignalMap(Activations.Parse(name), sigmaW2, sigmaB2).FixedPoints().Single(point => point.Stability == Stability.Stable);

        point.Q.ShouldPrint(q);
        point.Chi1.ShouldPrint(chi);
        if (chiQ is not null)
        {
            point.ChiQ.ShouldPrint(chiQ);
        }
    }

    // SELU's map of second moments from q = 4, papers 6.6.
    [Fact]
    public void Follow_OfSelu_IsTheOracle()
    {
        ImmutableArray<SignalStep> steps = new SignalMap(Activations.Selu, 1, 0).Follow(4, 21);

        steps[5].Q.ShouldPrint("1.521");
        steps[20].Q.ShouldPrint("1.011");
    }

    public static TheoryData<string> Names => [.. Activations.All.Select(activation => activation.Name), "x*sigmoid(1.702*x)", "abs(x)", "x^2", "cos(x)"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Moments_AreTheQuadraturesAtEveryVariance(string name)
    {
        Activation activation = Activations.Parse(name);
        SignalMap map = new(activation, 1, 0);
        foreach (double q in (double[])[1e-12, 1e-6, 1e-3, 0.1, 1, 10, 100, 1e4])
        {
            double power = Quadrature.Expectation(z => activation.Value(z) * activation.Value(z), q, activation.Kinks.AsSpan());
            double slopePower = Quadrature.Expectation(z => activation.Slope(z) * activation.Slope(z), q, activation.Kinks.AsSpan());

            map.Next(q).ShouldBe(power, 1e-11 * power, $"E φ² at {q}");
            map.Chi(q).ShouldBe(slopePower, 1e-10 * slopePower, $"E φ′² at {q}");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Slope_IsTheSlopeOfNext(string name)
    {
        SignalMap map = new(Activations.Parse(name), 1.5, 0.1);
        foreach (double q in (double[])[0.01, 1, 30])
        {
            double step = 1e-4 * q;

            double difference = (map.Next(q + step) - map.Next(q - step)) / (2 * step);

            // Truncation (10⁻⁴)²/6 of the size of the map's slope or of q times its third derivative.
            map.Slope(q).ShouldBe(difference, 1e-7 * Math.Max(1, Math.Abs(difference)), $"at {q}");
        }
    }

    [Fact]
    public void Slope_CountsJumps()
    {
        // E (if(x<1, 0, 1))² = P(√q·z > 1), whose slope is density(1/√q)/(2·q^{3/2}).
        SignalMap map = new(Activations.Parse("if(x<1,0,1)"), 1, 0);

        map.Slope(2).ShouldBe(Math.Exp(-0.25) / Math.Sqrt(2 * Math.PI) / (2 * Math.Pow(2, 1.5)), 1e-10);
        map.Chi(2).ShouldBe(0);
        map.CorrelationSlope(2, 1).ShouldBe(double.PositiveInfinity);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("relu")]
    [InlineData("softplus")]
    public void NextCorrelation_KeepsOne(string name)
    {
        SignalMap map = new(Activations.Parse(name), 1.3, 0.2);

        map.NextCorrelation(0.7, 1).ShouldBe(1);
        map.CorrelationSlope(0.7, 1).ShouldBe(map.Chi(0.7), 1e-14);
        map.NextCorrelation(0.7, 1 - 1e-9).ShouldBe(1 - 1e-9 * map.Chi(0.7) * 0.7 / map.Next(0.7), 1e-12);
    }

    [Fact]
    public void FixedPoints_OfReluAtTwo_AreALine()
    {
        SignalMap map = new(Activations.Relu, 2, 0);

        FixedPoint point = map.FixedPoints().ShouldHaveSingleItem();

        point.Stability.ShouldBe(Stability.Neutral);
        point.Phase.ShouldBe(Phase.Critical);
        point.Chi1.ShouldBe(1);
        point.XiGradient.ShouldBe(double.PositiveInfinity);
        map.Attractor(3).Point!.Q.ShouldBe(3);
    }

    [Fact]
    public void FixedPoints_OfTanhWithoutBias_CountZero()
    {
        new SignalMap(Activations.Tanh, 0.9, 0).FixedPoints().ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            point => point.Q.ShouldBe(0),
            point => point.Chi1.ShouldBe(0.9),
            point => point.Stability.ShouldBe(Stability.Stable),
            point => point.Correlation.ShouldBeNull());
        new SignalMap(Activations.Tanh, 1, 0).FixedPoints().ShouldHaveSingleItem().Phase.ShouldBe(Phase.Critical);
        ImmutableArray<FixedPoint> chaotic = new SignalMap(Activations.Tanh, 1.1, 0).FixedPoints();
        chaotic.Length.ShouldBe(2);
        chaotic[0].Stability.ShouldBe(Stability.Unstable);
        chaotic[1].Stability.ShouldBe(Stability.Stable);
    }

    [Fact]
    public void FixedPoints_OfASquare_AreTheRootsOfItsPolynomial()
    {
        // σw²·3q² + σb² = q: the roots of 3q² − q + 0.05.
        ImmutableArray<FixedPoint> points = new SignalMap(Activations.Parse("x^2"), 1, 0.05).FixedPoints();

        points.Length.ShouldBe(2);
        points[0].Q.ShouldBe((1 - Math.Sqrt(0.4)) / 6, 1e-12);
        points[0].Stability.ShouldBe(Stability.Stable);
        points[1].Q.ShouldBe((1 + Math.Sqrt(0.4)) / 6, 1e-12);
        points[1].Stability.ShouldBe(Stability.Unstable);
    }

    [Theory]
    [InlineData("gelu")]
    [InlineData("silu")]
    [InlineData("mish")]
    public void FixedPoints_FindWhereTheMapTouches(string name)
    {
        CriticalPoint half = new CriticalLine(Activations.Parse(name)).HalfStable().ShouldHaveSingleItem();

        FixedPoint point = new SignalMap(Activations.Parse(name), half.SigmaW2, half.SigmaB2!.Value).FixedPoints().MinBy(point => Math.Abs(point.Q - half.Q))!;

        // At a touching, q is known to the root of what the map is known to.
        point.Stability.ShouldBe(Stability.HalfStable);
        point.Q.ShouldBe(half.Q, 1e-5 * half.Q);
        point.ChiQ.ShouldBe(1, 1e-6);
        point.Chi1.ShouldBe(1, 1e-6);
    }

    [Fact]
    public void Attractor_IsWhereFollowEnds()
    {
        SignalMap map = new(Activations.Gelu, 2, 0.05);

        map.Attractor(50).Point!.Q.ShouldBe(map.FixedPoints()[0].Q);
        map.Follow(50, 40000)[^1].Q.ShouldBe(map.FixedPoints()[0].Q, 1e-9);
        Attractor above = map.Attractor(54);
        above.Point.ShouldBeNull();
        above.NoPoint.ShouldBe("The second moment of 'gelu' grows without bound from 54 on: no fixed point lies above it. Take a smaller σw² than 2.");
    }

    // χ_q ≥ −½(1 − σb²/q*), so that no second moment swings about a fixed point for ever: docs/theory.md. These fall as steeply as any.
    [Theory]
    [InlineData("4*x*exp(-x^2)", 30, 0)]
    [InlineData("4*x*exp(-x^2)", 3000, 1)]
    [InlineData("exp(-x^2)", 1e6, 0)]
    [InlineData("exp(-50*x^2)", 1000, 0.2)]
    [InlineData("sin(3*x)", 20, 0.5)]
    public void Attractor_OfAFallingMap_IsItsFixedPoint(string formula, double sigmaW2, double sigmaB2)
    {
        SignalMap map = new(Activations.Parse(formula), sigmaW2, sigmaB2);

        FixedPoint point = map.Attractor(1).Point.ShouldNotBeNull();

        map.FixedPoints().ShouldAllBe(each => each.Q == 0 || each.ChiQ >= -0.5 * (1 - sigmaB2 / each.Q) - 1e-9);
        map.Follow(1, 200)[^1].Q.ShouldBe(point.Q, 1e-9 * point.Q);
    }

    // E (4x·e^{−x²})² = 16q/(1+4q)^{3/2}, so q* without biases is (16·σw²)^{2/3}/4 − 1/4, whose slope comes near −½.
    [Fact]
    public void Slope_OfAFallingMap_IsItsClosedForm()
    {
        FixedPoint point = new SignalMap(Activations.Parse("4*x*exp(-x^2)"), 1000, 0).Attractor(1).Point!;

        double q = (Math.Pow(16_000, 2.0 / 3) - 1) / 4;
        point.Q.ShouldBe(q, 1e-9 * q);
        point.ChiQ.ShouldBe(1 - 6 * q / (1 + 4 * q), 1e-8);
    }

    // Relu: q* = σb²/(1 − σw²/2). Tanh: σb² + σw²·E tanh² lies between σb² and σb² + σw².
    [Theory]
    [InlineData("relu", 1.999, 1000, 2e6, 2e6)]
    [InlineData("tanh", 1.5, 1e6, 1e6, 1e6 + 1.5)]
    public void Attractor_WithLargeBiases_IsFound(string name, double sigmaW2, double sigmaB2, double low, double high) =>
        new SignalMap(Activations.Parse(name), sigmaW2, sigmaB2).Attractor(1).Point!.Q.ShouldBeInRange(low * (1 - 1e-9), high * (1 + 1e-9));

    // √|x| has E φ² = √(2q/π): q* = 2σw⁴/π, which lies beyond what is searched, so that growth is all that can be said.
    [Fact]
    public void Attractor_BeyondWhatIsSearched_SaysHowFarItLooked() =>
        new SignalMap(Activations.Parse("sqrt(sqrt(x^2+0.000001))"), 3000, 0).Attractor(1).NoPoint.ShouldBe("The second moment of 'sqrt(sqrt(x^2+1E-06))' grows from 1 past 1e+6, and fixed points are looked for up to there. Take a smaller σw² than 3000.");

    // φ² is 1 on both sides: E φ² is 1 at every q. sign(0) = 0, so that E φ² jumps from 0 to 1.
    [Theory]
    [InlineData("if(x<0,-1,1)", 0)]
    [InlineData("sign(x)", double.PositiveInfinity)]
    public void Slope_AtZero_CountsJumpsOfTheSquare(string formula, double slope) => new SignalMap(Activations.Parse(formula), 1, 0).Slope(0).ShouldBe(slope);

    // χ₁ = 1 within the six digits that are printed of it is the edge, where nothing decays exponentially.
    [Fact]
    public void DepthScales_AtTheEdge_AreInfinite()
    {
        FixedPoint point = new SignalMap(Activations.Tanh, 1.760955, 0.05).FixedPoints().ShouldHaveSingleItem();

        point.Phase.ShouldBe(Phase.Critical);
        point.XiC.ShouldBe(double.PositiveInfinity);
        point.XiGradient.ShouldBe(double.PositiveInfinity);
    }

    // A thousand layers beyond the fixed point are the fixed point, with the gradients' χ₁ of each.
    [Fact]
    public void Follow_OnceSettled_StaysAndMultipliesGradients()
    {
        SignalMap map = new(Activations.Tanh, 1.5, 0.05);
        FixedPoint point = map.FixedPoints()[0];

        ImmutableArray<SignalStep> steps = map.Follow(1, 3000);

        steps[^1].Q.ShouldBe(point.Q, 1e-12);
        (steps[2999].BackwardGrowth / steps[2899].BackwardGrowth).ShouldBe(Math.Pow(point.Chi1, 100), 1e-9 * Math.Pow(point.Chi1, 100));
    }

    [Fact]
    public void FollowPair_AtTheEdge_ApproachesAsTheConstantSays()
    {
        SignalMap relu = new(Activations.Relu, 2, 0);
        CriticalApproach approach = relu.Approach(1)!.Value;
        ImmutableArray<PairStep> steps = relu.FollowPair(1, 1, 0, 10001);

        approach.Constant.ShouldBe(4.5 * Math.PI * Math.PI, 1e-10);
        approach.Power.ShouldBe(2);

        // papers 5.3: the ratio to the limit.
        (1e4 * (1 - steps[100].Correlation) / approach.Constant).ShouldPrint(".805");
        (1e6 * (1 - steps[1000].Correlation) / approach.Constant).ShouldPrint(".971");
        (1e8 * (1 - steps[10000].Correlation) / approach.Constant).ShouldPrint(".996");
    }

    // By numpy: 2/(σw²·q*·E φ″²) with φ″ = −2t(1 − t²), t = tanh, by the trapezoid rule at step 6·10⁻⁵ on |z| ≤ 12.
    [Fact]
    public void Approach_OfTanh_IsHowCorrelationsMove()
    {
        CriticalPoint edge = new CriticalLine(Activations.Tanh).ForBias(0.05).ShouldHaveSingleItem();
        SignalMap map = new(Activations.Tanh, edge.SigmaW2, 0.05);

        CriticalApproach approach = map.Approach(edge.Q)!.Value;

        approach.Constant.ShouldBe(6.17112, 2e-5);
        approach.Power.ShouldBe(1);

        // 1/(1 − c) grows by 1/k a layer, up to a share of the order of 1 − c.
        ImmutableArray<PairStep> steps = map.FollowPair(edge.Q, edge.Q, 1 - 1e-4, 11);
        double perLayer = (1 / (1 - steps[10].Correlation) - 1 / (1 - steps[0].Correlation)) / 10;
        (1 / perLayer).ShouldBe(approach.Constant, 2e-3);
    }

    [Fact]
    public void Approach_OfHardTanh_IsHowCorrelationsMove()
    {
        CriticalPoint edge = new CriticalLine(Activations.HardTanh).ForBias(0.05).ShouldHaveSingleItem();
        SignalMap map = new(Activations.HardTanh, edge.SigmaW2, 0.05);

        CriticalApproach approach = map.Approach(edge.Q)!.Value;

        approach.Power.ShouldBe(2);

        // 1/√(1 − c) grows by 1/√k a layer, up to a share of the order of √(1 − c).
        ImmutableArray<PairStep> steps = map.FollowPair(edge.Q, edge.Q, 1 - 1e-6, 11);
        double perLayer = (1 / Math.Sqrt(1 - steps[10].Correlation) - 1 / Math.Sqrt(1 - steps[0].Correlation)) / 10;
        (1 / (perLayer * perLayer)).ShouldBe(approach.Constant, 5e-3 * approach.Constant);
    }

    [Fact]
    public void Follow_MultipliesGrowth()
    {
        // At σw² = 1/E tanh² the map keeps q = 1, and χ₁ is the 1.178 that gradients grow by.
        SignalMap map = new(Activations.Tanh, 1 / 0.39429449039784117, 0);

        ImmutableArray<SignalStep> steps = map.Follow(1, 11);

        steps[10].Q.ShouldBe(1, 1e-12);
        steps[10].ForwardGrowth.ShouldBe(1, 1e-12);
        steps[10].BackwardGrowth.ShouldBe(Math.Pow(0.46440290244826824 / 0.39429449039784117, 10), 1e-10);
        steps[0].BackwardGrowth.ShouldBe(1);
    }

    [Fact]
    public void Follow_EndsInInfinityWhereTheMapDoes()
    {
        ImmutableArray<SignalStep> steps = new SignalMap(Activations.Parse("exp(x)"), 1, 0).Follow(1, 8);

        steps[1].Q.ShouldBe(Math.Exp(2), 1e-9);
        steps[7].Q.ShouldBe(double.PositiveInfinity);
        steps[7].Chi1.ShouldBe(double.NaN);
    }

    [Fact]
    public void NextCurvature_OfAGreatCircle_IsPooles()
    {
        // sin keeps χ₂ in closed form: E sin² = (1 − e^{−2q})/2 stands for φ″².
        SignalMap map = new(Activations.Sin(), 2, 0);
        double chi = 1 + Math.Exp(-2);

        map.NextCurvature(1, 1).ShouldBe(3 * (1 - Math.Exp(-2)) / (chi * chi) + 1 / chi, 1e-8);
    }

    [Fact]
    public void AFunction_WorksAsAnActivationDoes()
    {
        FunctionActivation function = new("my tanh", Math.Tanh);

        FixedPoint own = new SignalMap(function, 2, 0.05).FixedPoints().ShouldHaveSingleItem();

        FixedPoint library = new SignalMap(Activations.Tanh, 2, 0.05).FixedPoints()[0];
        own.Q.ShouldBe(library.Q, 1e-10);
        own.Chi1.ShouldBe(library.Chi1, 1e-9);
        own.Correlation!.Value.ShouldBe(library.Correlation!.Value, 1e-8);
    }

    [Fact]
    public void Constructor_SaysWhatItNeeds()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new SignalMap(Activations.Tanh, -1, 0)).Message.ShouldStartWith("Weight variance σw² is -1; it must be finite and at least 0.");
        Should.Throw<ArgumentOutOfRangeException>(() => new SignalMap(Activations.Tanh, 1, double.NaN)).Message.ShouldStartWith("Bias variance σb² is NaN; it must be finite and at least 0.");
        SignalMap map = new(Activations.Tanh, 1, 0);
        Should.Throw<ArgumentOutOfRangeException>(() => map.Next(-1)).Message.ShouldStartWith("Second moment q is -1; it must be finite and at least 0.");
        Should.Throw<ArgumentOutOfRangeException>(() => map.Follow(1, 0)).Message.ShouldStartWith("Depth is 0; it must be at least 1.");
        Should.Throw<ArgumentOutOfRangeException>(() => map.NextCorrelation(1, 1.5)).Message.ShouldStartWith("Correlation is 1.5; it must lie in −1…1.");
    }

    [Theory]
    [InlineData("log(x)")]
    [InlineData("1/x")]
    [InlineData("sqrt(x)")]
    public void AFormulaThatIsNotFinite_IsRefused(string formula) =>
        Should.Throw<QuadratureException>(() => new SignalMap(Activations.Parse(formula), 1, 0).Next(1)).Message
            .ShouldStartWith($"The variance map of '{formula}' cannot be computed. The function is not finite at ");
}
