using Evenkeel.Lab.Workbench;

namespace Evenkeel.Lab.Tests.Workbench;

public class ComparisonLineTests
{
    [Fact]
    public void Enter_GivesTurnsInTheOrderOfComing()
    {
        ComparisonLine line = new(together: 2, mostWaiting: 2);

        ComparisonLine.Seat[] seats = [.. "abcd".Select(visitor => line.Enter($"{visitor}"))];

        seats.Select(seat => seat.Ahead).ShouldBe([0, 0, 1, 2]);
        seats[1].Dispose();
        seats.Select(seat => seat.Ahead).Skip(2).ShouldBe([0, 1]);
        seats[2].Dispose();
        seats[3].Ahead.ShouldBe(0);
    }

    [Fact]
    public void Enter_SaysThatTheLineIsFull_UntilOneLeaves()
    {
        ComparisonLine line = new(together: 1, mostWaiting: 1);
        using ComparisonLine.Seat first = line.Enter("a");
        ComparisonLine.Seat second = line.Enter("b");

        Should.Throw<Refusal>(() => line.Enter("c")).Message.ShouldBe("2 comparisons run or wait on this server, and no more are taken; try again later, or run yours with 'evenkeel compare'.");
        second.Dispose();

        line.Enter("c").Ahead.ShouldBe(1);
    }
}
