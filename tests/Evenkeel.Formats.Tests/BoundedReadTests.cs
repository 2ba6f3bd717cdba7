using Evenkeel.Formats;

namespace Evenkeel.Formats.Tests;

public class BoundedReadTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(400_001)]
    public void Exactly_GivesWhatIsThere(int length)
    {
        byte[] content = [.. Enumerable.Range(0, length + 3).Select(i => (byte)i)];

        byte[]? bytes = BoundedRead.Exactly(new MemoryStream(content), length, out long read);

        read.ShouldBe(length);
        bytes.ShouldBe(content[..length]);
    }

    [Fact]
    public void Exactly_DoesNotAllocateAClaimThatIsNotThere()
    {
        using MemoryStream stream = new(new byte[1000]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        byte[]? bytes = BoundedRead.Exactly(stream, 2_000_000_000, out long read);

        bytes.ShouldBeNull();
        read.ShouldBe(1000);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(200_000);
    }
}
