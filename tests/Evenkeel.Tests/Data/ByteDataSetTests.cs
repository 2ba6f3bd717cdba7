using Evenkeel.Data;

namespace Evenkeel.Tests.Data;

public class ByteDataSetTests
{
    [Fact]
    public void Read_Gives255ths()
    {
        ByteDataSet set = new("set", new(2), ["a", "b"], [0, 255, 51, 102], [1, 0]);
        float[] inputs = new float[6];
        float[] labels = new float[3];

        set.Read([1, 0, 1], inputs, labels);

        inputs.ShouldBe([0.2f, 0.4f, 0, 1, 0.2f, 0.4f]);
        labels.ShouldBe([0, 1, 0]);
    }

    [Fact]
    public void Constructor_RefusesALabelWithoutAClass() =>
        Should.Throw<ArgumentException>(() => new ByteDataSet("set", new(1), ["a", "b"], [0, 0], [1, 2])).Message
            .ShouldStartWith("Sample 1 of data set 'set' has the label 2, but the classes are 0 to 1.");

    [Fact]
    public void Constructor_RefusesLengthsThatDoNotFit() =>
        Should.Throw<ArgumentException>(() => new ByteDataSet("set", new(3), ["a"], [0, 0], [0])).Message
            .ShouldStartWith("Data set 'set' holds 2 input values, but 1 labels of samples of shape 3 need 3");

    [Fact]
    public void Constructor_AcceptsTheLabel255WhereThereAre256Classes() =>
        new ByteDataSet("set", new(1), [.. Enumerable.Range(0, 256).Select(i => $"{i}")], [0], [255]).Count.ShouldBe(1);
}
