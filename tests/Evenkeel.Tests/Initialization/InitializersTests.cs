using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Initialization;

public class InitializersTests
{
    private static readonly (int Inputs, int Outputs)[] Layers = [(784, 300), (300, 10), (64, 256), (501, 97)];

    /// <summary>Every entry of the catalogue as it is, or with an argument where it needs one; and again with arguments and factors.</summary>
    private static readonly string[] Names =
    [
        .. Initializers.All.Select(entry => entry.Argument is null || entry.Default is not null ? entry.Name : $"{entry.Name}(0.25)"),
        "constant(-1.5)", "uniform(0.3)", "normal(0.01)", "orthogonal(1.5)", "xavier*0.01", "he-uniform*100", "orthogonal*0.25",
    ];

    public static TheoryData<string> Schemes => [.. Names];

    public static TheoryData<string> RandomSchemes => [.. Names.Where(IsRandom)];

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Fill_KeepsTheMomentsItPromises(string scheme)
    {
        IInitializer initializer = Initializers.Parse(scheme);

        foreach ((int inputs, int outputs) in Layers)
        {
            WeightShape shape = WeightShape.Dense(inputs, outputs);
            double promised = initializer.StandardDeviation(shape);
            Moments drawn = Moments.Of(Draw(initializer, shape, 11));

            // Of a mean of N draws the standard error is σ/√N (and no more for Haar matrices); of their mean square σ²·√((kurtosis − 1)/N),
            // where the normal distribution has the largest kurtosis here, 3. Four of each; 1e-6 of rounding for the constants.
            double mean = IsRandom(scheme) ? 0 : drawn.Minimum;
            drawn.Mean.ShouldBe(mean, 4 * promised / Math.Sqrt(drawn.Count) + 1e-6);
            drawn.Variance.ShouldBe(promised * promised, 4 * promised * promised * Math.Sqrt(2.0 / drawn.Count) + 1e-12);
        }
    }

    [Theory]
    [InlineData("zero", 0)]
    [InlineData("constant(3)", 0)]
    [InlineData("uniform", 0.0288675134594813)] // 1/√(3·400)
    [InlineData("uniform(0.3)", 0.173205080756888)] // 0.3/√3
    [InlineData("xavier", 0.05)] // 1/√400
    [InlineData("normal", 1)]
    [InlineData("normal(0.02)", 0.02)]
    [InlineData("glorot-normal", 0.0632455532033676)] // √(2/500)
    [InlineData("glorot-uniform", 0.0632455532033676)]
    [InlineData("he-normal", 0.0707106781186548)] // √(2/400)
    [InlineData("he-uniform", 0.0707106781186548)]
    [InlineData("lecun-normal", 0.05)]
    [InlineData("lecun-uniform", 0.05)]
    [InlineData("orthogonal", 0.05)] // 100 rows of length 1 over 400 columns
    [InlineData("orthogonal(2)", 0.1)]
    [InlineData("xavier*100", 0.5)]
    public void StandardDeviation_IsTheFormulas(string scheme, double expected) =>
        Initializers.Parse(scheme).StandardDeviation(WeightShape.Dense(400, 100)).ShouldBe(expected, 1e-14);

    [Fact]
    public void StandardDeviation_HasAFormulaTestForEveryEntry()
    {
        string[] tested = [.. typeof(InitializersTests).GetMethod(nameof(StandardDeviation_IsTheFormulas))!.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(InlineDataAttribute))
            .Select(attribute => (IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(arguments => ((string)arguments[0].Value!).Split('(')[0])];

        Initializers.All.Select(entry => entry.Name).Except(tested).ShouldBeEmpty("Add a row to StandardDeviation_IsTheFormulas, worked out by hand.");
    }

    [Theory]
    [InlineData("uniform", 0.05)] // 1/√400
    [InlineData("uniform(0.3)", 0.3)]
    [InlineData("glorot-uniform", 0.109544511501033)] // √(6/500)
    [InlineData("he-uniform", 0.122474487139159)] // √(6/400)
    [InlineData("lecun-uniform", 0.0866025403784439)] // √(3/400)
    public void Fill_KeepsToTheBoundsOfAUniformAndReachesThem(string scheme, double bound)
    {
        float[] weights = Draw(Initializers.Parse(scheme), WeightShape.Dense(400, 100), 1);

        // The bound is rounded to float32. Of 40,000 draws the largest lies within 12/40,000 of the end but once in e¹² seeds.
        weights.ShouldAllBe(weight => Math.Abs(weight) <= bound * (1 + 1e-7));
        weights.Max().ShouldBeGreaterThan((float)(bound * (1 - 12.0 / 20_000)));
        weights.Min().ShouldBeLessThan((float)(-bound * (1 - 12.0 / 20_000)));
    }

    [Theory]
    [InlineData("xavier")]
    [InlineData("normal")]
    [InlineData("glorot-normal")]
    [InlineData("he-normal")]
    [InlineData("lecun-normal")]
    public void Fill_DrawsNormalsThatAreNotTruncated(string scheme)
    {
        WeightShape shape = WeightShape.Dense(400, 500);
        IInitializer initializer = Initializers.Parse(scheme);
        double deviation = initializer.StandardDeviation(shape);

        double[] standard = [.. Draw(initializer, shape, 5).Select(weight => weight / deviation)];

        // Of N normal draws the fourth moment is 3 with a standard error of √(96/N), the third 0 with √(15/N). Four of each.
        standard.Average(x => x * x * x * x).ShouldBe(3, 4 * Math.Sqrt(96.0 / standard.Length));
        standard.Average(x => x * x * x).ShouldBe(0, 4 * Math.Sqrt(15.0 / standard.Length));

        // 12.7 of 200,000 are expected beyond 4 deviations; none would be seen once in e¹²·⁷ seeds.
        standard.ShouldContain(x => Math.Abs(x) > 4);
    }

    [Theory]
    [InlineData("orthogonal", 20, 30)]
    [InlineData("orthogonal", 30, 20)]
    [InlineData("orthogonal", 97, 97)]
    [InlineData("orthogonal", 1, 5)]
    [InlineData("orthogonal", 5, 1)]
    [InlineData("orthogonal(1.5)", 64, 33)]
    [InlineData("orthogonal(-2)", 8, 8)]
    [InlineData("orthogonal*4", 10, 12)]
    public void Fill_MakesTheShorterSideOrthonormal(string scheme, int inputs, int outputs)
    {
        IInitializer initializer = Initializers.Parse(scheme);
        WeightShape shape = WeightShape.Dense(inputs, outputs);
        double square = Math.Pow(initializer.StandardDeviation(shape), 2) * Math.Max(inputs, outputs);

        float[] w = Draw(initializer, shape, 3);

        // Each entry is rounded to float32, to 6e-8 of itself; a product of two rows of length g stays within a few of those of g².
        int vectors = Math.Min(inputs, outputs);
        for (int i = 0; i < vectors; i++)
        {
            for (int j = 0; j < vectors; j++)
            {
                double product = outputs <= inputs
                    ? Enumerable.Range(0, inputs).Sum(k => (double)w[i * inputs + k] * w[j * inputs + k])
                    : Enumerable.Range(0, outputs).Sum(k => (double)w[k * inputs + i] * w[k * inputs + j]);
                product.ShouldBe(i == j ? square : 0, 1e-6 * square);
            }
        }
    }

    [Fact]
    public void Fill_DrawsOrthogonalMatricesWithoutPreferenceForASign()
    {
        const int Size = 8;
        const int Seeds = 400;
        IInitializer initializer = Initializers.Orthogonal;

        double[] traces = [.. Enumerable.Range(0, Seeds).Select(seed =>
        {
            float[] w = Draw(initializer, WeightShape.Dense(Size, Size), seed);
            return Enumerable.Range(0, Size).Sum(i => (double)w[i * Size + i]);
        })];

        // The trace of a Haar matrix has mean 0 and variance 1, its square a variance of 2. Four standard errors of each.
        // A factor taken from QR without giving its columns their signs has a mean far from 0.
        traces.Average().ShouldBe(0, 4 / Math.Sqrt(Seeds));
        traces.Average(trace => trace * trace).ShouldBe(1, 4 * Math.Sqrt(2.0 / Seeds));
    }

    [Theory]
    [InlineData("zero", 0)]
    [InlineData("constant(0.5)", 0.5f)]
    [InlineData("constant(-3)", -3)]
    [InlineData("constant(2)*0.25", 1)]
    public void Fill_MakesAllWeightsAlikeWhereTheRuleIsAConstant(string scheme, float value) =>
        Draw(Initializers.Parse(scheme), WeightShape.Dense(7, 5), 0).ShouldAllBe(weight => weight == value);

    [Theory]
    [InlineData("xavier", 0.25)]
    [InlineData("uniform", 4)]
    [InlineData("orthogonal", 0.01)]
    [InlineData("normal", 3)]
    public void Fill_MultipliesEveryWeightByTheRootOfTheVariancesFactor(string scheme, double factor)
    {
        WeightShape shape = WeightShape.Dense(30, 20);
        float[] plain = Draw(Initializers.Parse(scheme), shape, 8);

        float[] scaled = Draw(Initializers.Parse(FormattableString.Invariant($"{scheme}*{factor}")), shape, 8);

        scaled.ShouldBe(plain.Select(weight => weight * (float)Math.Sqrt(factor)));
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Fill_RepeatsItselfForASeed(string scheme)
    {
        WeightShape shape = WeightShape.Dense(61, 37);

        float[] first = Draw(Initializers.Parse(scheme), shape, 4);
        float[] second = Draw(Initializers.Parse(scheme), shape, 4);

        second.ShouldBe(first);
    }

    [Theory]
    [MemberData(nameof(RandomSchemes))]
    public void Fill_DiffersBetweenSeeds(string scheme) =>
        Draw(Initializers.Parse(scheme), WeightShape.Dense(61, 37), 4).ShouldNotBe(Draw(Initializers.Parse(scheme), WeightShape.Dense(61, 37), 5));

    [Fact]
    public void Initialize_LeavesALayersWeightsAsTheyWereWhereAnotherIsAdded()
    {
        ArrayDataSet data = ToyData.Circle.Generate(10, 0);
        Network shallow = Network.For(new() { Hidden = [5, 4] }, data);
        Network deep = Network.For(new() { Hidden = [5, 4, 4] }, data);

        ParameterStore before = shallow.Initialize(Initializers.Xavier, 9);
        ParameterStore after = deep.Initialize(Initializers.Xavier, 9);

        for (int layer = 0; layer < 2; layer++)
        {
            after[deep.Layers[layer].Weight].ToArray().ShouldBe(before[shallow.Layers[layer].Weight].ToArray());
        }
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public void Fill_RefusesAnotherLengthThanTheShapes(string scheme) =>
        Should.Throw<ArgumentException>(() => Initializers.Parse(scheme).Fill(new float[10], WeightShape.Dense(300, 512), 0)).Message
            .ShouldStartWith("Weights hold 10 values but shape 512×300 needs 153600.");

    private static bool IsRandom(string scheme) => scheme != "zero" && !scheme.StartsWith("constant", StringComparison.Ordinal);

    private static float[] Draw(IInitializer initializer, WeightShape shape, long seed)
    {
        float[] weights = new float[shape.Axes.Count];
        initializer.Fill(weights, shape, seed);
        return weights;
    }
}
