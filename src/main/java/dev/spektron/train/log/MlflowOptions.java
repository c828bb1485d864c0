package dev.spektron.train.log;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/// Where and how to reach an MLflow server.
///
/// @param server        its address, such as `http://localhost:5000`
/// @param experiment    name of the experiment; made if there is none
/// @param run           name of the run
/// @param resumedRun    identifier of a run to go on with
/// @param authorization value of the header `Authorization`, if the server asks for one
/// @param queue         measurements kept while the server does not answer; further ones are left out
/// @param firstRetry    wait after the first failure; doubled after each further one
/// @param lastRetry     longest wait
/// @param closing       how long `close` waits for what is still to be sent
public record MlflowOptions(URI server, String experiment, String run, Optional<String> resumedRun, Optional<String> authorization,
                            int queue, Duration firstRetry, Duration lastRetry, Duration closing) {
    public MlflowOptions {
        if (!"http".equals(server.getScheme()) && !"https".equals(server.getScheme()) || server.getHost() == null) {
            throw new IllegalArgumentException("--mlflow: expected an address such as http://localhost:5000, found '" + server + "'");
        }
        if (experiment.isBlank()) {
            throw new IllegalArgumentException("mlflow.experiment: expected a name, found none");
        }
        if (queue < 1) {
            throw new IllegalArgumentException("mlflow.queue: expected at least 1, found " + queue);
        }
    }

    /// Retries after 1 to 60 seconds, up to 100 000 measurements kept, 10 seconds to close.
    public static MlflowOptions of(URI server, String experiment, String run) {
        return new MlflowOptions(server, experiment, run, Optional.empty(), Optional.empty(), 100_000, Duration.ofSeconds(1),
            Duration.ofSeconds(60), Duration.ofSeconds(10));
    }

    public MlflowOptions resuming(String id) {
        return new MlflowOptions(server, experiment, run, Optional.of(id), authorization, queue, firstRetry, lastRetry, closing);
    }

    public MlflowOptions authorized(String header) {
        return new MlflowOptions(server, experiment, run, resumedRun, Optional.of(header), queue, firstRetry, lastRetry, closing);
    }
}
