using System.Collections.Immutable;
using Evenkeel.Forensics;
using Evenkeel.Initialization;
using Evenkeel.Randomness;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Forensics;

public class SchemeCandidatesTests
{
    private const double Alpha = 1e-4;

    /// <summary>Generators whose bits are those of the frameworks, as the tests of parity show; tests/oracle/ground-truth takes the frameworks themselves.</summary>
    [Theory]
    [InlineData("torch", "dense", "300,784", "torch:linear.default")]
    [InlineData("torch", "dense", "16,24", "torch:linear.default")]
    [InlineData("torch", "conv2d", "64,3,7,7", "torch:conv.default")]
    [InlineData("torch", "transposed2d", "64,32,4,4", "torch:conv_transpose.default")]
    [InlineData("torch", "embedding", "1000,64", "torch:embedding.default")]
    [InlineData("torch", "lstm", "256,64", "torch:rnn.default")]
    [InlineData("torch", "qkv", "192,64", "torch:multihead_attention.default")]
    [InlineData("torch", "conv2d", "64,64,3,3", "torch:kaiming_normal(mode=fan_out, nonlinearity=relu)")]
    [InlineData("torch", "dense", "128,64", "torch:xavier_normal(gain=5/3)")]
    [InlineData("torch", "dense", "128,64", "torch:orthogonal(gain=sqrt(2))")]
    [InlineData("torch", "dense", "100,64", "torch:sparse(0.1)")]
    [InlineData("torch", "dense", "64,64", "torch:eye")]
    [InlineData("torch", "conv2d", "32,32,3,3", "torch:dirac")]
    [InlineData("numpy", "dense", "256,256", "he-normal")]
    [InlineData("numpy", "dense", "256,100", "normal(0.02)")]
    [InlineData("numpy-legacy", "dense", "256,100", "keras:random_normal")]
    [InlineData("numpy", "dense", "256,100", "keras:glorot_uniform")]
    [InlineData("numpy", "dense", "256,100", "keras:truncated_normal")]
    [InlineData("jax", "dense", "256,100", "jax:lecun_normal")]
    [InlineData("jax", "conv2d", "32,16,3,3", "jax:he_normal")]
    [InlineData("jax", "dense", "256,100", "jax:uniform")]
    [InlineData("numpy", "dense", "64,32", "nguyen-widrow")]
    [InlineData("numpy", "dense", "64,32", "weight-standardized")]
    [InlineData("numpy", "dense", "64,32", "caffe:positive_unitball")]
    [InlineData("numpy", "conv2d", "64,32,3,3", "delta-orthogonal")]
    [InlineData("numpy", "dense", "50,20", "zero-hadamard")]
    public void For_NamesTheTrueScheme(string generator, string kind, string axes, string scheme)
    {
        foreach (WeightLayout layout in (WeightLayout[])[WeightLayout.OutIn, WeightLayout.InOut])
        {
            WeightShape shape = WeightShape.Parse(kind, [.. axes.Split(',').Select(int.Parse)]).As(layout);
            IInitializer maker = Initializers.Parse(scheme);
            if (maker.Refusal(shape) is not null) continue;
            float[] values = new float[shape.Axes.Count];
            maker.Fill(values, shape, Generators.Create(generator, 11));

            SchemeCandidates found = SchemeCandidates.For(new() { Name = "w", Weights = shape }, Pass(values, shape), Alpha);

            Names(found).ShouldContain(maker.Name, $"{layout}: {string.Join(", ", Names(found))}");
            found.Candidates.ShouldAllBe(candidate => !candidate.IsFitted && candidate.PValue >= found.Level);
        }
    }

    [Fact]
    public void For_JoinsWhatASquareLayerMakesTheSame()
    {
        SchemeCandidates found = Drawn("glorot-uniform", WeightShape.Dense(256, 256));

        SchemeCandidate only = found.Candidates.ShouldHaveSingleItem();
        foreach (string same in (string[])["glorot-uniform", "lecun-uniform", "torch:xavier_uniform", "keras:lecun_uniform", "caffe:xavier"]) only.SameLaw.Add(only.Scheme).ShouldContain(same);
    }

    [Fact]
    public void For_TellsFansApartWhereALayerNarrows()
    {
        SchemeCandidates found = Drawn("xavier", WeightShape.Dense(784, 300));

        Names(found).ShouldContain("torch:kaiming_normal(nonlinearity=linear)", "fan-in without a gain is the article's rule");
        Names(found).ShouldNotContain("glorot-normal");
        found.Candidates.Length.ShouldBe(1);
    }

    [Fact]
    public void For_FindsBiasesByTheLayerTheyBelongTo()
    {
        WeightShape shape = WeightShape.Dense(784, 300);
        float[] biases = new float[300];
        Initializers.Parse("torch:linear.default").FillBias(biases, shape, Generators.Create("torch", 3));
        TensorSubject subject = new() { Name = "b", Role = TensorRole.Bias, Weights = shape };

        SchemeCandidates.For(subject, StatisticsPass.Of(biases), Alpha).Candidates[0].Scheme.ShouldBe("torch:linear.default");
        Names(SchemeCandidates.For(subject, StatisticsPass.Of(new float[300]), Alpha)).ShouldContain("keras:dense.default");
        Names(SchemeCandidates.For(subject, StatisticsPass.Of(new float[300]), Alpha)).ShouldNotContain("torch:linear.default");
    }

    [Theory]
    [InlineData(TensorRole.NormScale, 1f, "torch:norm.default")]
    [InlineData(TensorRole.RunningVariance, 1f, "one")]
    [InlineData(TensorRole.RunningMean, 0f, "zero")]
    public void For_KnowsConstantsOfNormalization(TensorRole role, float value, string name) =>
        Names(SchemeCandidates.For(new() { Name = "n", Role = role }, StatisticsPass.Of(Enumerable.Repeat(value, 64).ToArray()), Alpha)).ShouldContain(name);

    [Theory]
    [InlineData("normal(3.7)", "normal(", 3.7)]
    [InlineData("uniform(7.3)", "uniform(", 7.3)]
    [InlineData("truncated-normal(5.1)", "truncated-normal(", 5.1)]
    [InlineData("constant(0.37)", "constant(", 0.37)]
    public void For_EstimatesAScaleThatNoSchemeHas(string scheme, string start, double scale)
    {
        SchemeCandidate fitted = Drawn(scheme, WeightShape.Dense(300, 200)).Candidates.ShouldHaveSingleItem();

        fitted.IsFitted.ShouldBeTrue();
        fitted.Scheme.ShouldStartWith(start);

        // 60,000 elements know a deviation to 0.3 %, one standard error.
        double.Parse(fitted.Scheme[start.Length..^1], System.Globalization.CultureInfo.InvariantCulture).ShouldBe(scale, 0.012 * scale);
        Initializers.Parse(fitted.Scheme).Name.ShouldStartWith(start);
    }

    [Fact]
    public void For_NamesNothingThatTrainingMade()
    {
        // Half the units have learned: their weights are 1.5 times as large, and the mixture is no law of the catalogue.
        WeightShape shape = WeightShape.Dense(300, 200);
        float[] values = new float[60_000];
        Initializers.HeNormal.Fill(values, shape, new NativeGenerator(1));
        for (int i = 0; i < 30_000; i++) values[i] *= 1.5f;

        SchemeCandidates.For(new() { Name = "w", Weights = shape }, Pass(values, shape), Alpha).Candidates.ShouldBeEmpty();
    }

    [Fact]
    public void For_LeavesAnEmbeddingsRowForPaddingOut()
    {
        WeightShape shape = WeightShape.Embedding(500, 64);
        float[] values = new float[shape.Axes.Count];
        Initializers.Parse("torch:embedding.default").Fill(values, shape, Generators.Create("torch", 5));
        values.AsSpan(0, 64).Clear();

        Names(SchemeCandidates.For(new() { Name = "e", Role = TensorRole.Embedding, Weights = shape }, Pass(values, shape), Alpha)).ShouldContain("torch:embedding.default");
        Names(SchemeCandidates.For(new() { Name = "e", Role = TensorRole.Dense, Weights = shape }, Pass(values, shape), Alpha)).ShouldNotContain("torch:embedding.default");
    }

    [Fact]
    public void Indistinguishable_IsWhatDrawsLeaveOnTheMean()
    {
        WeightShape shape = WeightShape.Dense(40, 50);
        TensorSubject subject = new() { Name = "w", Weights = shape };
        int expected = SchemeCandidates.Indistinguishable(subject, "he-normal", 2000, Alpha).Length;

        double mean = Enumerable.Range(0, 60).Average(seed => Drawn("he-normal", shape, seed).Candidates.Length);

        // The mean over draws is not the number at a typical draw: lists are longer at one side than they are shorter at the other.
        expected.ShouldBeGreaterThan(1);
        mean.ShouldBeInRange(0.75 * expected, 1.33 * expected);
    }

    [Fact]
    public void Indistinguishable_ShrinksWithTheTensor()
    {
        int[] counts = [.. ((int[])[16, 64, 256, 1024]).Select(width => SchemeCandidates.Indistinguishable(new() { Name = "w", Weights = WeightShape.Dense(width, width) }, "he-normal", width * width, Alpha).Length)];

        counts.ShouldBe(counts.OrderDescending());
        counts[^1].ShouldBeLessThanOrEqualTo(2);
        SchemeCandidates.Indistinguishable(new() { Name = "w", Weights = WeightShape.Dense(64, 64) }, "orthogonal", 4096, Alpha).ShouldBe(["orthogonal"]);
    }

    [Fact]
    public void For_SaysNothingOfWhatIsNotFinite()
    {
        SchemeCandidates.For(new() { Name = "w" }, StatisticsPass.Of([1, float.NaN]), Alpha).Candidates.ShouldBeEmpty();
        SchemeCandidates.For(new() { Name = "w" }, StatisticsPass.Of([]), Alpha).Families.ShouldBeEmpty();
    }

    private static SchemeCandidates Drawn(string scheme, WeightShape shape, int seed = 1)
    {
        float[] values = new float[shape.Axes.Count];
        Initializers.Parse(scheme).Fill(values, shape, new NumpyGenerator(seed));
        return SchemeCandidates.For(new() { Name = "w", Weights = shape }, Pass(values, shape), Alpha);
    }

    private static TensorStatistics Pass(float[] values, WeightShape shape) => StatisticsPass.Of(values, StatisticsPass.RowsOf([.. shape.Axes.Axes.Select(axis => (long)axis)], shape));

    private static ImmutableArray<string> Names(SchemeCandidates found) => [.. found.Candidates.SelectMany(candidate => candidate.SameLaw.Add(candidate.Scheme))];
}
