using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Evenkeel.Data;
using Evenkeel.Numerics;
using Evenkeel.Shapes;

namespace Evenkeel.Tests.Data;

public class BlobsTests
{
    private const int D = Blobs.Dimensions;

    [Fact]
    public void Generate_GivesTheSameBitsOnEveryMachine()
    {
        (float[] inputs, _) = Read(Blobs.Generate(100, 1, 7).Train);

        Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes<float>(inputs))).ShouldBe("968d17663dfd3bc846395bdd3662b962a57048127dd8c22b5f33f7925c706fbd");
    }

    [Fact]
    public void Generate_IsASetOfTenBalancedClasses()
    {
        DataSplit split = Blobs.Generate(200, 50, 0);

        foreach (IDataSet set in new[] { split.Train, split.Test })
        {
            set.Name.ShouldBe("blobs");
            set.InputShape.ShouldBe(new Shape(64));
            set.Classes.ShouldBe(["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"]);
            set.TargetSize.ShouldBe(1);
            Read(set).Targets.GroupBy(label => label).ShouldAllBe(group => group.Count() == set.Count / 10);
        }
    }

    [Fact]
    public void Generate_ScattersByHalfAboutCentresThatTrainAndTestShare()
    {
        const int Each = 500;
        DataSplit split = Blobs.Generate(10 * Each, 10 * Each, 3);
        (double[] train, double trainScatter) = Centres(split.Train);
        (double[] test, double testScatter) = Centres(split.Test);

        // A centre's coordinate is the mean of 500 samples, whose standard error is 0.5/√500; of 640 differences of two such the mean square is
        // 2·0.25/500 with a relative error of √(2/640). The scatter's variance over 5000·64 numbers, 10·64 means taken out, has a relative error of √(2/320,000). Five of each.
        trainScatter.ShouldBe(0.25 * (Each - 1) / Each, 5 * 0.25 * Math.Sqrt(2.0 / (10 * Each * D)));
        testScatter.ShouldBe(0.25 * (Each - 1) / Each, 5 * 0.25 * Math.Sqrt(2.0 / (10 * Each * D)));
        double expected = 2 * 0.25 / Each;
        train.Zip(test, (a, b) => (a - b) * (a - b)).Average().ShouldBe(expected, 5 * expected * Math.Sqrt(2.0 / (10 * D)));
    }

    [Fact]
    public void Generate_DrawsCentresFromAStandardNormal()
    {
        double[] centres = [.. Enumerable.Range(0, 20).SelectMany(seed => Centres(Blobs.Generate(100, 1, seed).Train).Means)];

        // 12,800 normals of variance 1 + 0.25/10, being means of 10 samples. Standard errors: σ/√N of the mean, σ²·√(2/N) of the variance; four of each.
        Moments drawn = Moments.Of([.. centres.Select(value => (float)value)]);
        drawn.Mean.ShouldBe(0, 4 * Math.Sqrt(1.025 / centres.Length));
        drawn.Variance.ShouldBe(1.025, 4 * 1.025 * Math.Sqrt(2.0 / centres.Length));
    }

    [Fact]
    public void Generate_MakesTheSameSampleHoweverManyThereAre()
    {
        float[] few = Read(Blobs.Generate(30, 10, 5).Train).Inputs;

        Read(Blobs.Generate(500, 20, 5).Train).Inputs[..few.Length].ShouldBe(few);
    }

    [Fact]
    public void Generate_DependsOnTheSeedAndGivesOthersToJudgeBy()
    {
        DataSplit split = Blobs.Generate(10, 10, 1);

        Read(split.Test).Inputs.ShouldNotBe(Read(split.Train).Inputs);
        Read(Blobs.Generate(10, 10, 2).Train).Inputs.ShouldNotBe(Read(split.Train).Inputs);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(int.MaxValue, 1)]
    public void Generate_RefusesCountsThatCannotBe(int train, int test) => Should.Throw<ArgumentOutOfRangeException>(() => Blobs.Generate(train, test, 0));

    /// <summary>The classes' means, class after class, and the mean square distance of a coordinate from its class's.</summary>
    private static (double[] Means, double Scatter) Centres(IDataSet set)
    {
        (float[] inputs, float[] targets) = Read(set);
        double[] means = new double[10 * D];
        for (int i = 0; i < inputs.Length; i++) means[(int)targets[i / D] * D + i % D] += inputs[i] / (set.Count / 10.0);
        double scatter = 0;
        for (int i = 0; i < inputs.Length; i++) scatter += Math.Pow(inputs[i] - means[(int)targets[i / D] * D + i % D], 2) / inputs.Length;
        return (means, scatter);
    }

    private static (float[] Inputs, float[] Targets) Read(IDataSet set)
    {
        float[] inputs = new float[set.Count * set.InputShape.Count], targets = new float[set.Count * set.TargetSize];
        set.Read([.. Enumerable.Range(0, set.Count)], inputs, targets);
        return (inputs, targets);
    }
}
