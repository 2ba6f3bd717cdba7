using System.Text.Json;

namespace Evenkeel.Cli.Tests;

public sealed class TheoryTests : IDisposable
{
    private readonly Session session = new();

    public void Dispose() => session.Dispose();

    /// <summary>The values of tanh at σb² = 0.05 to the digits of an independent computation by the trapezoid rule in numpy.</summary>
    [Theory]
    [InlineData("1.00", 0.193593, 0.759032, 1.748, 3.627)]
    [InlineData("1.25", 0.292054, 0.863240, 1.800, 6.800)]
    [InlineData("1.50", 0.418037, 0.938636, 1.683, 15.791)]
    public void Json_GivesTheFixedPointOfAPoint(string sigmaW2, double q, double chi1, double xiQ, double xiC)
    {
        JsonElement point = session.Json($"theory tanh --sigma-w2 {sigmaW2} --sigma-b2 0.05 --json").GetProperty("fixedPoint");

        point.GetProperty("q").GetDouble().ShouldBe(q, 5e-7);
        point.GetProperty("chi1").GetDouble().ShouldBe(chi1, 5e-7);
        point.GetProperty("correlation").GetDouble().ShouldBe(1);
        point.GetProperty("xiQ").GetDouble().ShouldBe(xiQ, 5e-4);
        point.GetProperty("xiC").GetDouble().ShouldBe(xiC, 5e-4);
        point.GetProperty("xiGradient").GetDouble().ShouldBe(xiC, 5e-4);
        point.GetProperty("phase").GetString().ShouldBe("ordered");
        point.GetProperty("reach").GetDouble().ShouldBe(6 * xiC, 6 * 5e-4);
    }

    [Fact]
    public void Json_GivesTheCriticalPointOfABias_AndNoFixedPointWithoutAPoint()
    {
        JsonElement answer = session.Json("theory tanh --sigma-b2 0.05 --json");

        JsonElement critical = answer.GetProperty("critical");
        critical.GetProperty("sigmaW2").GetDouble().ShouldBe(1.760955, 5e-7);
        critical.GetProperty("sigmaB2").GetDouble().ShouldBe(0.05);
        critical.GetProperty("q").GetDouble().ShouldBe(0.570048, 5e-7);
        critical.GetProperty("chiQ").GetDouble().ShouldBeInRange(0.01, 0.99);
        answer.GetProperty("fixedPoint").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("conflict").GetProperty("perLayer").GetDouble().ShouldBe(1.178, 5e-4);
    }

    /// <summary>√2 for both sides, and π/(π−1) for the variance, in closed form.</summary>
    [Fact]
    public void Json_GivesRelusGains_AndItsNeutralPoint()
    {
        JsonElement answer = session.Json("theory relu --sigma-w2 2 --json");

        JsonElement gains = answer.GetProperty("gains");
        gains.GetProperty("secondMoment").GetDouble().ShouldBe(Math.Sqrt(2), 1e-9);
        gains.GetProperty("variance").GetDouble().ShouldBe(Math.Sqrt(2 * Math.PI / (Math.PI - 1)), 1e-9);
        gains.GetProperty("gradient").GetDouble().ShouldBe(Math.Sqrt(2), 1e-9);
        JsonElement point = answer.GetProperty("fixedPoint");
        point.GetProperty("stability").GetString().ShouldBe("neutral");
        point.GetProperty("phase").GetString().ShouldBe("critical");
        point.GetProperty("xiGradient").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("critical").GetProperty("sigmaW2").GetDouble().ShouldBe(2, 1e-9);
    }

    /// <summary>ReLU at σw² halves or doubles: q·(σw²/2)^l both ways, in closed form.</summary>
    [Fact]
    public void Json_FollowsSignalAndGradientThroughDepth()
    {
        JsonElement[] rows = [.. session.Json("theory relu --sigma-w2 1 --depth 5 --q0 4 --json").GetProperty("trajectory").EnumerateArray()];

        rows.Length.ShouldBe(5);
        rows[0].GetProperty("q").GetDouble().ShouldBe(4, 1e-9);
        rows[4].GetProperty("forwardGrowth").GetDouble().ShouldBe(1.0 / 16, 1e-9);
        rows[0].GetProperty("backwardGrowth").GetDouble().ShouldBe(1.0 / 16, 1e-9);
        rows[4].GetProperty("backwardGrowth").GetDouble().ShouldBe(1);
        rows[0].GetProperty("forward").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Fact]
    public void Init_IsThePointItPromises()
    {
        JsonElement point = session.Json("theory relu --init he-normal --json").GetProperty("point");

        point.GetProperty("scheme").GetString().ShouldBe("he-normal");
        point.GetProperty("sigmaW2").GetDouble().ShouldBe(2, 1e-9);
        point.GetProperty("sigmaB2").GetDouble().ShouldBe(0);
    }

    [Fact]
    public void Width_GivesBands_AndResidualBlocksNone()
    {
        session.Json("theory tanh --sigma-w2 1 --depth 4 --width 100 --json").GetProperty("trajectory")[1].GetProperty("forward").GetProperty("low").GetDouble().ShouldBeGreaterThan(0);

        // x + W·φ(x) with σw² = 2 doubles the second moment of a ReLU signal in each block: h + σw²·h/2.
        JsonElement end = session.Json("theory relu --sigma-w2 2 --residual 1 --depth 3 --json").GetProperty("trajectory")[3];
        end.GetProperty("forwardGrowth").GetDouble().ShouldBe(8, 1e-9);
    }

    /// <summary>π/(π − 1): Yang and others, 2019.</summary>
    [Fact]
    public void Norm_GivesTheGrowthOfGradients() =>
        session.Json("theory relu --norm batch --json").GetProperty("normalization").GetProperty("backwardGrowth").GetDouble().ShouldBe(Math.PI / (Math.PI - 1), 1e-9);

    /// <summary>ReLU: q·(σw²/2)^l both ways, σw² = 2 with He's weights and 1 with Xavier's at one width, in closed form.</summary>
    [Fact]
    public void SeveralSchemes_HaveTheirGrowthBesideEachOther()
    {
        JsonElement[] schemes = [.. session.Json("theory relu --init xavier,he-normal,orthogonal(gain=2) --hidden 100x5 --json").GetProperty("schemes").EnumerateArray()];

        schemes.Select(scheme => scheme.GetProperty("forwardPerLayer").GetDouble()).ShouldBe([0.5, 1, 2], 1e-6);
        schemes.Select(scheme => scheme.GetProperty("backward").GetDouble()).ShouldBe([1.0 / 16, 1, 16], 1e-5);
        schemes[0].GetProperty("layers")[2].GetProperty("q").GetDouble().ShouldBe(0.25, 1e-6);
        schemes[0].GetProperty("layers")[4].GetProperty("forwardGrowth").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    public void SeveralSchemes_FitTheTerminal(int width)
    {
        using Session terminal = new() { IsTerminal = true, Width = width, Environment = { ["NO_COLOR"] = "1" } };

        string[] lines = terminal.Run("theory tanh --init xavier,he-normal,variance-scaling(1.2345) --hidden 300,200,100").Lines;

        lines.ShouldAllBe(line => ScreenText.Plain(line).TrimEnd().Length <= width);
        lines.ShouldContain(line => line.Contains("3 schemes over 3 hidden layers"));
        lines.ShouldContain(line => line.Contains("layer 2: 300 → 200"));
    }

    /// <summary>Fan-in keeps the signal and fan-out the gradients; the other side is off by the ratio of widths, since ReLU's χ is 1.</summary>
    [Fact]
    public void WidthChanges_HaveTheScalesOfALayer()
    {
        JsonElement change = session.Json("theory relu --hidden 300,100,100 --json").GetProperty("widthChanges").EnumerateArray().ShouldHaveSingleItem();

        change.GetProperty("layer").GetInt32().ShouldBe(2);
        change.GetProperty("rules")[0].GetProperty("forward").GetDouble().ShouldBe(1, 1e-9);
        change.GetProperty("rules")[0].GetProperty("backward").GetDouble().ShouldBe(1.0 / 3, 1e-9);
        change.GetProperty("rules")[1].GetProperty("forward").GetDouble().ShouldBe(3, 1e-9);
    }

    /// <summary>9π²/2 over l²: Hayou and others, 2019; 1 − (1 − 2⁻³)²: Lu and others, 2020.</summary>
    [Fact]
    public void Relu_AtTheEdge_HasItsApproach_AndItsBornDead()
    {
        JsonElement answer = session.Json("theory relu --sigma-w2 2 --hidden 3x2 --json");

        answer.GetProperty("approach").GetProperty("constant").GetDouble().ShouldBe(4.5 * Math.PI * Math.PI, 1e-9);
        answer.GetProperty("approach").GetProperty("power").GetInt32().ShouldBe(2);
        answer.GetProperty("bornDead").GetDouble().ShouldBe(1 - 49.0 / 64, 1e-12);
    }

    /// <summary>(L + 1)^(L+1)/L^L: the edge of a product of square normal matrices.</summary>
    [Fact]
    public void LinearNets_HaveTheirLargestSingularValue() =>
        session.Json("theory linear --sigma-w2 1 --depth 3 --json").GetProperty("jacobian").GetProperty("largest").GetDouble().ShouldBe(256.0 / 27, 1e-9);

    [Theory]
    [InlineData("--residual 1 --depth 5")]
    [InlineData("--norm batch --depth 5")]
    public void BlocksAndNormalization_HaveNoPlainStacksFixedPoint(string blocks)
    {
        JsonElement answer = session.Json($"theory tanh --sigma-w2 0.5 {blocks} --json");

        answer.GetProperty("fixedPoint").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("noFixedPoint").ValueKind.ShouldBe(JsonValueKind.Null);
        answer.GetProperty("fixedPoints").GetArrayLength().ShouldBe(0);
        session.Run($"theory tanh --sigma-w2 0.5 {blocks}").Output.ShouldNotContain("dies out");
    }

    [Fact]
    public void AJump_PartsInputs_WithoutGradientsThatExplode()
    {
        string output = session.Run("theory sign(x) --sigma-w2 1 --sigma-b2 0.1").Output.ReplaceLineEndings(" ");

        output.ShouldContain("the activation jumps");
        output.ShouldNotContain("explode");
    }

    [Fact]
    public void ASuggestionThatMissesItsFactor_SaysSo() =>
        session.Run("theory relu --hidden 500,100,20").Output.ShouldContain("The start that comes nearest to keeping both sides within 1.5× over 3 layers");

    [Fact]
    public void TheEdge_HasNoDepthScale() =>
        session.Json("theory tanh --sigma-w2 1.760955 --sigma-b2 0.05 --json").GetProperty("fixedPoint").GetProperty("xiC").ValueKind.ShouldBe(JsonValueKind.Null);

    [Fact]
    public void Phase_WritesAPage_AndOverwritesNone()
    {
        Session.Answer first = session.Run("theory tanh --sigma-w2 1.5 --sigma-b2 0.05 --phase {dir}/phase.html");

        first.Code.ShouldBe(0, first.Error);
        session.Read("phase.html").ShouldContain("Phase diagram of tanh");
        session.Run("theory tanh --phase {dir}/phase.html").Error.ShouldBe("evenkeel: '{dir}/phase.html' is there already; add --force to overwrite it.\n");
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    public void Screen_FitsTheTerminal(int width)
    {
        using Session terminal = new() { IsTerminal = true, Width = width, Environment = { ["NO_COLOR"] = "1" } };

        string[] lines = terminal.Run("theory tanh --sigma-w2 1.5 --sigma-b2 0.05 --depth 30 --width 300 --c0 0.5").Lines;

        lines.ShouldAllBe(line => ScreenText.Plain(line).TrimEnd().Length <= width);
        lines.ShouldContain(line => line.Contains("χ₁"));
        lines.ShouldContain(line => line.Contains("Edge of chaos"));
    }

    [Theory]
    [InlineData("theory", "'theory' needs ACTIVATION. See 'evenkeel theory --help'.")]
    [InlineData("theory tanh --init lsuv", "--init 'lsuv': lsuv looks at data, and theory has none; 'evenkeel probe --init lsuv' shows what it makes beside what theory says of it.")]
    [InlineData("theory tanhh", "Unknown activation 'tanhh'. Did you mean 'tanh'?")]
    [InlineData("theory tanh --sigma-w2 -1", "--sigma-w2 is -1, but σw², fan-in times the variance of a weight, must be 0 or more.")]
    [InlineData("theory tanh --sigma-b2 -1", "--sigma-b2 is -1, but σb², the variance of a bias, must be 0 or more.")]
    [InlineData("theory tanh --sigma-w2 1 --depth 0", "--depth needs a whole number from 1 to 10000, but got '0'.")]
    [InlineData("theory tanh --width 10", "--width is about layers that follow each other; say how many with --depth N.")]
    [InlineData("theory tanh --depth 3 --width 10", "--width needs a point to start from; give one with --sigma-w2 X or --init SCHEME.")]
    [InlineData("theory tanh --init xavier --sigma-w2 1", "--init and --sigma-w2 do not go together, since both say how far the weights scatter; leave one of them out.")]
    [InlineData("theory tanh --init xavier --hidden none", "--hidden none leaves no hidden layer, and hidden layers are what theory is about; give one width or more, such as 300x4.")]
    [InlineData("theory tanh --init xavier,he-normal", "--init with several schemes compares how they grow over a depth; say how deep with --depth N or --hidden WIDTHS.")]
    [InlineData("theory tanh --init xavier,he-normal --depth 3 --c0 0.5", "--c0 follows one scheme; give --init one.")]
    [InlineData("theory tanh --depth 3 --within 1", "--within is 1, but a factor must be above 1.")]
    [InlineData("theory tanh --depth 3 --sigma-w2 1 --c0 2", "--c0 is 2, but a correlation lies from -1 to 1.")]
    [InlineData("theory tanh --norm batches", "--norm is layer or batch, but got 'batches'. Did you mean 'batch'?")]
    [InlineData("theory tanh --phase-w2 1..2", "--phase-w2 is the range of a phase diagram; ask for one with --phase FILE.html.")]
    [InlineData("theory tanh --phase {dir}/a.html --phase-w2 2..1", "--phase-w2 needs a range of numbers of 0 or more, such as 0..4, but got '2..1'.")]
    public void BadInput_GetsOneLine(string line, string message)
    {
        Session.Answer answer = session.Run(line);

        answer.Error.ShouldBe($"evenkeel: {message}\n");
        answer.Output.ShouldBeEmpty();
        answer.Code.ShouldBe(2);
    }

    [Theory]
    [InlineData("1/x")]
    [InlineData("log(x)")]
    [InlineData("exp(x^2)")]
    public void AFormulaWithoutMoments_GetsOneLine(string formula)
    {
        Session.Answer answer = session.Run(["theory", formula]);

        answer.Code.ShouldBe(2);
        answer.Error.ShouldStartWith("evenkeel: ");
        answer.Error.Count(letter => letter == '\n').ShouldBe(1);
    }

    [Fact]
    public void NoFixedPoint_IsSaidInWords()
    {
        Session.Answer answer = session.Run("theory relu --sigma-w2 3 --sigma-b2 0.1");

        answer.Code.ShouldBe(0, answer.Error);
        answer.Output.ShouldContain("grows without bound");
        session.Json("theory relu --sigma-w2 3 --sigma-b2 0.1 --json").GetProperty("fixedPoint").ValueKind.ShouldBe(JsonValueKind.Null);
    }
}
