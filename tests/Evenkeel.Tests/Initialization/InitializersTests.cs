using Evenkeel.Data;
using Evenkeel.Graphs;
using Evenkeel.Initialization;
using Evenkeel.Networks;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Initialization;

public class InitializersTests
{
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
    [InlineData("one", 0)]
    [InlineData("scaled-uniform-orthogonal", 0.05)]
    [InlineData("orthogonal(keep=variance)", 0.05)]
    [InlineData("variance-scaling", 0.05)]
    [InlineData("variance-scaling(scale=2, mode=geometric)", 0.1)] // √(2/√(400·100))
    [InlineData("variance-scaling(scale=2, mode=fan-out)", 0.141421356237310)]
    [InlineData("he-normal(0.2)", 0.0693375245281536)] // √(2/(1.04·400))
    [InlineData("truncated-normal", 1)]
    [InlineData("truncated-normal(0.02)", 0.02)]
    [InlineData("truncated-normal-uncorrected", 0.87962566103423978)]
    [InlineData("truncated-normal-absolute", 0.87962566103423978)]
    [InlineData("truncated-normal-absolute-corrected(standardDeviation=0.5, low=-1, high=1)", 0.5)]
    [InlineData("identity", 0.0499374608885954)] // 100 ones among 40,000: √(1/400 − 1/400²)
    [InlineData("sparse(0.5)", 0.00707106781186548)] // 0.01·√½
    [InlineData("sparse-incoming", 0.193649167310371)] // √(15/400)
    [InlineData("siren-first", 0.00144337567297406)] // 1/(400·√3)
    [InlineData("siren", 0.00235702260395516)] // √(6/400)/30/√3
    [InlineData("nguyen-widrow", 0.03540528089909645)] // 0.7·100^(1/400)/√400
    [InlineData("weight-standardized(2)", 0.1)]
    [InlineData("zero-hadamard", 0.0499374608885954)]
    [InlineData("fixup(branches=16)", 0.0176776695296637)] // √(2/400)/4
    [InlineData("fixup(branches=16, layers=3)", 0.0353553390593274)] // √(2/400)/2
    [InlineData("mup(base=100)", 0.01)] // 0.02/√4
    [InlineData("mup(base=100, role=output)", 0.005)]
    [InlineData("gpt2", 0.02)]
    [InlineData("gpt2(role=residual)", 0.00408248290463863)] // 0.02/√24
    [InlineData("small-init", 0.0316227766016838)] // √(2/2000)
    [InlineData("wang-init(4)", 0.025)] // 2/(4·20)
    [InlineData("t-fixup(layers=16)", 0.02118726032312814)] // √(2/500)·0.67/2
    [InlineData("t-fixup(layers=9, part=decoder)", 0.0210818510677892)] // √(2/500)/3
    [InlineData("activation-gain(relu)", 0.0707106781186548)] // √2/20
    [InlineData("activation-gain(activation='2*x', keep=gradient)", 0.025)] // 1/(2·20)
    [InlineData("mean-field(1.7, 0.05)", 0.0651920240520265)] // √1.7/20
    [InlineData("mean-field(w2=2.25, family=orthogonal)", 0.075)] // 1.5/20
    [InlineData("deepnorm(2)", 0.0316227766016838)] // √(2/500)/2
    public void StandardDeviation_IsTheFormulas(string scheme, double expected) =>
        Initializers.Parse(scheme).StandardDeviation(WeightShape.Dense(400, 100)).ShouldBe(expected, 1e-14);

    [Fact]
    public void StandardDeviation_HasAFormulaTestForEveryEntry()
    {
        string[] tested = [.. typeof(InitializersTests).GetMethod(nameof(StandardDeviation_IsTheFormulas))!.GetCustomAttributesData()
            .Where(attribute => attribute.AttributeType == typeof(InlineDataAttribute))
            .Select(attribute => (IReadOnlyList<System.Reflection.CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(arguments => ((string)arguments[0].Value!).Split('(')[0])];

        // They serve no matrix; OrthogonalTests, PatternTests and MimeticTests hold their values.
        string[] elsewhere = ["delta-orthogonal", "dirac", "bilinear", "mimetic", "prior-bias", "lstm-forget-bias"];

        Initializers.All.Select(entry => entry.Name).Except(tested).ShouldBe(elsewhere, ignoreOrder: true, "Add a row to StandardDeviation_IsTheFormulas, worked out by hand.");
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

    [Fact]
    public void Fill_RefusesAnotherLengthThanTheShapes() =>
        Should.Throw<ArgumentException>(() => Initializers.Xavier.Fill(new float[10], WeightShape.Dense(300, 512), 0)).Message
            .ShouldStartWith("Weights hold 10 values but shape 512×300 needs 153600.");

    private static float[] Draw(IInitializer initializer, WeightShape shape, long seed) => initializer.Draw(shape, seed);
}
