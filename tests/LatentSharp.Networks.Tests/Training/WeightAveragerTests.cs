namespace LatentSharp.Tests;

public class WeightAveragerTests
{
    [Fact]
    public void The_average_follows_as_its_formula_says()
    {
        var (source, average) = (Network(), Network());
        Set(source, 2);
        var averager = new WeightAverager(source, average, 0.25);
        Value(average).ShouldBe(2, "it begins with the weights");
        // d is min(0.25, (1 + t) / (10 + t)): 0.1, then 2/11, then 0.25.
        double expected = 2;
        foreach (var (weight, decay) in new[] { (3.0, 0.1), (5.0, 2 / 11.0), (4.0, 0.25), (6.0, 0.25) })
        {
            Set(source, (float)weight);
            averager.Update();
            expected = (decay * expected) + ((1 - decay) * weight);
            ((double)Value(average)).ShouldBe(expected, 1e-5);
        }
        Value(source).ShouldBe(6, "the network itself stays");
    }

    [Fact]
    public void Networks_of_another_form_are_refused() =>
        Should.Throw<BadArgumentException>(() =>
            new WeightAverager(Network(), new Sequential(new Flatten()), 0.9)).Message.ShouldContain("1 and 0");

    [Fact]
    public void It_goes_on_from_a_snapshot()
    {
        var (source, average) = (Network(), Network());
        Set(source, 2);
        var averager = new WeightAverager(source, average, 0.25);
        Set(source, 3);
        averager.Update();
        var saved = averager.Snapshot();
        saved.Numbers["step"].ShouldBe(1);
        var second = Network();
        var other = new WeightAverager(source, second, 0.25);
        other.Restore(saved);
        // 0.1·2 + 0.9·3, then 2/11 of it stays.
        ((double)Value(second)).ShouldBe(2.9, 1e-6);
        Set(source, 5);
        other.Update();
        ((double)Value(second)).ShouldBe((2.9 * 2 / 11) + (5.0 * 9 / 11), 1e-5);
        Should.Throw<BadArgumentException>(() => other.Restore(new TrainingSnapshot())).Message.ShouldContain("no number 'step'");
    }

    private static Sequential Network()
    {
        var network = new Sequential(new Dense(1) { UseBias = false });
        network.Build(1);
        return network;
    }

    private static void Set(Sequential network, float value) =>
        network.SetWeights(new Dictionary<string, Tensor> { ["dense/kernel"] = Tensor.From([value], [1, 1]) });

    private static float Value(Sequential network) => network.GetWeights()["dense/kernel"].Item();
}
