using Evenkeel.Training;

namespace Evenkeel.Tests.Training;

public class BatchOrderTests
{
    [Theory]
    [InlineData(10, 3)]
    [InlineData(10, 5)]
    [InlineData(1000, 999)]
    [InlineData(7, 1)]
    public void Epoch_VisitsEverySampleOnce(int count, int batch)
    {
        BatchOrder order = new(count, batch, Shuffle.Seeded, 3);

        for (int epoch = 1; epoch <= 4; epoch++)
        {
            Epoch(order, count).Order().ShouldBe(Enumerable.Range(0, count));
            order.Epoch.ShouldBe(epoch);
        }
    }

    [Fact]
    public void Epochs_DifferFromEachOtherAndFromFileOrder()
    {
        BatchOrder order = new(100, 10, Shuffle.Seeded, 3);

        int[][] epochs = [.. Enumerable.Range(0, 5).Select(_ => Epoch(order, 100)), [.. Enumerable.Range(0, 100)]];

        epochs.Select(epoch => string.Join(',', epoch)).Distinct().Count().ShouldBe(6);
    }

    [Fact]
    public void Seed_DecidesTheOrder()
    {
        int[] first = Epoch(new(100, 10, Shuffle.Seeded, 3), 100);

        Epoch(new(100, 10, Shuffle.Seeded, 3), 100).ShouldBe(first);
        Epoch(new(100, 10, Shuffle.Seeded, 4), 100).ShouldNotBe(first);
    }

    [Fact]
    public void Seed_DecidesTheOrderWhateverTheBatch()
    {
        Epoch(new(100, 7, Shuffle.Seeded, 3), 100).ShouldBe(Epoch(new(100, 10, Shuffle.Seeded, 3), 100));
    }

    [Fact]
    public void FileOrder_IsKeptInEveryEpoch()
    {
        BatchOrder order = new(10, 4, Shuffle.None, 3);

        for (int epoch = 0; epoch < 3; epoch++)
        {
            order.NextBatch().ToArray().ShouldBe([0, 1, 2, 3]);
            order.NextBatch().ToArray().ShouldBe([4, 5, 6, 7]);
            order.NextBatch().ToArray().ShouldBe([8, 9]);
        }
    }

    [Fact]
    public void FileOrder_HoldsNoMoreThanABatch()
    {
        long before = GC.GetAllocatedBytesForCurrentThread();

        BatchOrder order = new(int.MaxValue, 10, Shuffle.None, 3);

        order.NextBatch().ToArray().ShouldBe([.. Enumerable.Range(0, 10)]);
        order.NextBatch().ToArray().ShouldBe([.. Enumerable.Range(10, 10)]);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100_000, "two billion numbers would take 8 GB");
    }

    [Fact]
    public void FullBatch_KeepsTheOrderOfTheData()
    {
        // The mean over all samples is the same in any order, but for its rounding.
        BatchOrder order = new(10, 10, Shuffle.Seeded, 3);

        order.NextBatch().ToArray().ShouldBe([.. Enumerable.Range(0, 10)]);
        order.NextBatch().ToArray().ShouldBe([.. Enumerable.Range(0, 10)]);
    }

    private static int[] Epoch(BatchOrder order, int count)
    {
        List<int> rows = [];
        while (rows.Count < count)
        {
            rows.AddRange(order.NextBatch());
        }

        return [.. rows];
    }
}
