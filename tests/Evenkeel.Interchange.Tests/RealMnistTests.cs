using Evenkeel.Data;
using Evenkeel.Interchange;

namespace Evenkeel.Interchange.Tests;

public class RealMnistTests
{
    [RealMnistFact]
    public void Load_ReadsTheRealFile()
    {
        DataSplit split = DataSource.Load("mnist", new() { Directories = [RealMnistFactAttribute.Folder!] });

        split.Test.InputShape.ToString().ShouldBe("28×28");
        int[] rows = [.. Enumerable.Range(0, split.Test.Count)];
        float[] pixels = new float[rows.Length * 784];
        split.Test.Read(rows, pixels, new float[rows.Length]);

        // NumPy gives 0.14222 for the last 2,000 images of the test file; where the training file is there, all 10,000 judge.
        pixels.Average(pixel => (double)pixel).ShouldBe(rows.Length == 2000 ? 0.14222 : 0.13251, 1e-5);
    }

    [Fact]
    public void Digits_HaveAboutAsMuchInkAsTheRealOnes()
    {
        ByteDataSet digits = Digits.Generate(2000, 0);
        float[] pixels = new float[2000 * 784];
        digits.Read([.. Enumerable.Range(0, 2000)], pixels, new float[2000]);

        // 0.1307 is the mean grey of MNIST's training file.
        pixels.Average(pixel => (double)pixel).ShouldBe(0.1307, 0.01);
    }
}
