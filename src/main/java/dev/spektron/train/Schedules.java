package dev.spektron.train;

import dev.spektron.backend.Executable;
import dev.spektron.nn.Parameters;
import dev.spektron.train.schedule.Schedule;

/// What changes from step to step, as inputs of the programs.
final class Schedules {
    private final PretrainConfig c;
    private final int steps;
    private final Schedule rate;
    private final Schedule beta;
    private final Schedule reversal;
    private final Schedule target;
    private final Schedule ratio;

    Schedules(PretrainConfig c) {
        this.c = c;
        steps = c.schedule().steps();
        boolean reference = c.model().compat().reference();
        rate = Schedule.learningRate(c.optimiser().rate(), c.optimiser().warmUp());
        beta = reference ? Schedule.referenceBottleneck() : Schedule.bottleneck();
        reversal = reference ? Schedule.constant(1) : Schedule.reversal();
        target = Schedule.targetRate(c.losses().views().tau());
        ratio = c.masks().schedule();
    }

    double rate(long step) {
        return rate.at(step, steps);
    }

    double beta(long step) {
        return beta.at(step, steps);
    }

    double ratio(long step) {
        return ratio.at(step, steps);
    }

    /// @param step steps done before this one
    void step(long step, int micro, Executable run) {
        // Each micro-batch draws its own random numbers.
        write(run, Inputs.STEP, step * c.optimiser().accumulation() + micro);
        write(run, Inputs.LAMBDA, reversal.at(step, steps));
        write(run, Inputs.BETA, beta(step));
    }

    /// @param norm of the gradients
    void update(long step, float norm, Executable run, Programs programs) {
        run.write(Inputs.NORM, norm);
        int t = (int) step + 1;
        float now = (float) rate(step);
        run.write(Inputs.RATES, programs.adam(Parameters.FREE).rates(now, t));
        if (run.plan().inputs().containsKey(Inputs.DYNAMICS_RATES)) {
            run.write(Inputs.DYNAMICS_RATES, programs.adam(Parameters.DYNAMICS).rates(now * c.optimiser().dynamics(), t));
        }
        // The average starts as the weights of the first step and is never dominated by them.
        write(run, Inputs.DECAY, Math.min(c.optimiser().average(), step / (step + 10.0)));
        write(run, Inputs.TAU, target.at(step, steps));
    }

    private static void write(Executable run, String input, double value) {
        if (run.plan().inputs().containsKey(input)) {
            run.write(input, (float) value);
        }
    }
}
