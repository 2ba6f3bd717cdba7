using System.Text;
using BigGustave;
using Evenkeel.Interchange;

namespace Evenkeel.Interchange.Tests;

public class GreyImageTests
{
    [Fact]
    public void Read_TakesPgmAsText()
    {
        GreyImage image = Read(Encoding.ASCII.GetBytes("P2\n# a remark\n3 2\n4\n0 1 2\n3 4 0\n"));

        (image.Width, image.Height).ShouldBe((3, 2));
        image.Pixels.ShouldBe([0, 0.25f, 0.5f, 0.75f, 1, 0]);
    }

    [Fact]
    public void Read_TakesPgmAsBytes() => Read([.. "P5 2 1 255\n"u8, 0, 255]).Pixels.ShouldBe([0, 1]);

    [Fact]
    public void Read_TakesPgmOfTwoBytesAPixel() => Read([.. "P5 1 2 65535\n"u8, 0xFF, 0xFF, 0x80, 0x00]).Pixels.ShouldBe([1, 0x8000 / 65535f]);

    [Fact]
    public void Read_TakesPng()
    {
        PngBuilder builder = PngBuilder.Create(2, 1, hasAlphaChannel: false);
        builder.SetPixel(new Pixel(255, 255, 255), 0, 0);
        builder.SetPixel(new Pixel(255, 0, 0), 1, 0);
        using MemoryStream stream = new();
        builder.Save(stream);

        GreyImage image = Read(stream.ToArray());

        image.Pixels[0].ShouldBe(1, 1e-6f);
        image.Pixels[1].ShouldBe(0.299f, 1e-6f);
    }

    [Fact]
    public void Read_RefusesADamagedPng()
    {
        PngBuilder builder = PngBuilder.Create(2, 1, hasAlphaChannel: false);
        using MemoryStream stream = new();
        builder.Save(stream);
        byte[] whole = stream.ToArray();

        for (int length = 4; length < whole.Length - 20; length++)
        {
            Refusal(whole[..length]).ShouldStartWith("image ");
        }
    }

    [Fact]
    public void Read_RefusesAPngOfEnormousSize()
    {
        byte[] bytes = [0x89, .. "PNG\r\n"u8, 0x1A, (byte)'\n', 0, 0, 0, 13, .. "IHDR"u8, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF];

        Refusal(bytes).ShouldBe("image claims 2147483647×2147483647 pixels; 1 to 16777216 in all are read.");
    }

    [Theory]
    [InlineData("P5 2 2 255\nab", "image claims 2×2 pixels, but ends before the last.")]
    [InlineData("P2 1 1 255\n", "image: a number for its pixel was expected at byte 10.")]
    [InlineData("P2 1 1 255\n300", "image: pixel 0 is 300, more than the 255 that is white.")]
    [InlineData("P5 99999 99999 255\n", "image claims 99999×99999 pixels of grey up to 255; 1 to 16777216 pixels in all, of grey up to 65535, are read.")]
    [InlineData("P5 x", "image: a number for its width was expected at byte 3.")]
    [InlineData("P6 1 1 255\nabc", "image is neither a PNG nor a PGM image.")]
    [InlineData("", "image is neither a PNG nor a PGM image.")]
    public void Read_RefusesWhatIsNoImage(string text, string message) => Refusal(Encoding.ASCII.GetBytes(text)).ShouldBe(message);

    [Fact]
    public void Fit_TakesTheShapesThatHoldAsManyRowsAndColumns()
    {
        GreyImage image = Read([.. "P5 2 1 255\n"u8, 0, 255]);

        image.Fit(new(1, 2), "image").ShouldBe([0, 1]);
        image.Fit(new(1, 1, 2), "image").ShouldBe([0, 1]);
        image.Fit(new(2), "image").ShouldBe([0, 1]);
        image.Fit(new(2), "image", isSigned: true).ShouldBe([-1, 1]);
        Should.Throw<DataSourceException>(() => image.Fit(new(28, 28), "image")).Message
            .ShouldBe("image is 2×1 pixels, but the network takes 28×28; scale the image to that size first.");
    }

    private static GreyImage Read(byte[] bytes) => GreyImage.Read(new MemoryStream(bytes), "image");

    private static string Refusal(byte[] bytes) => Should.Throw<DataSourceException>(() => Read(bytes)).Message;
}
